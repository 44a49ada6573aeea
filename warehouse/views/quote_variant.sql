-- One quotation as several articles print it: who has it first, in which words the others have it, and whom they name.
-- Grain: one row per quoted statement and the earliest statement of another article that shares half of its five-word runs.
WITH quoted AS (
    SELECT
        statement.statement_id,
        statement.doc_id,
        statement.speaker_id,
        document.dct,
        document.publisher,
        document.uri,
        (
            SELECT string_agg(span.text, ' … ' ORDER BY span.n)
            FROM statement_span AS span
            WHERE span.statement_id = statement.statement_id AND span.part = 'content'
        ) AS content
    FROM statement
    JOIN document USING (doc_id)
    WHERE statement.type IN ('direct', 'mixed') AND document.is_current
),
worded AS (
    SELECT
        statement_id,
        string_split(trim(regexp_replace(lower(content), '[^\p{L}\p{N}]+', ' ', 'g')), ' ') AS words
    FROM quoted
),
runs AS (
    SELECT DISTINCT
        statement_id,
        unnest([
            array_to_string(words[n:n + 4], ' ')
            FOR n IN range(1, greatest(len(words) - 3, 1))
        ]) AS run
    FROM worded
    WHERE len(words) >= 5
),
rare AS (
    -- A run that very many statements share is a phrase, and would make pairs without end.
    SELECT run, list(statement_id ORDER BY statement_id) AS holders
    FROM runs
    GROUP BY run
    HAVING count(*) BETWEEN 2 AND 50
),
shared AS (
    SELECT one.statement_id AS earlier_id, two.statement_id AS later_id, count(*) AS n_shared
    FROM rare, unnest(holders) AS one (statement_id), unnest(holders) AS two (statement_id)
    WHERE one.statement_id <> two.statement_id
    GROUP BY ALL
),
sizes AS (SELECT statement_id, count(*) AS n_runs FROM runs GROUP BY statement_id)
SELECT
    earlier.content AS earliest,
    variant.content AS variant,
    first_speaker.name AS earliest_speaker,
    speaker.name AS variant_speaker,
    earlier.dct AS earliest_on,
    variant.dct AS variant_on,
    earlier.publisher AS earliest_publisher,
    variant.publisher AS variant_publisher,
    round(shared.n_shared / least(one.n_runs, two.n_runs), 2) AS share,
    one_words.words = two_words.words AS is_verbatim,
    earlier.speaker_id = variant.speaker_id AS is_same_speaker,
    shared.earlier_id AS earliest_statement_id,
    shared.later_id AS statement_id
FROM shared
JOIN quoted AS earlier ON earlier.statement_id = shared.earlier_id
JOIN quoted AS variant ON variant.statement_id = shared.later_id
JOIN sizes AS one ON one.statement_id = shared.earlier_id
JOIN sizes AS two ON two.statement_id = shared.later_id
JOIN worded AS one_words ON one_words.statement_id = shared.earlier_id
JOIN worded AS two_words ON two_words.statement_id = shared.later_id
LEFT JOIN entity AS first_speaker ON first_speaker.entity_id = earlier.speaker_id
LEFT JOIN entity AS speaker ON speaker.entity_id = variant.speaker_id
WHERE earlier.doc_id <> variant.doc_id
  AND (coalesce(earlier.dct, DATE '9999-12-31'), earlier.statement_id)
      < (coalesce(variant.dct, DATE '9999-12-31'), variant.statement_id)
  AND shared.n_shared >= 0.5 * least(one.n_runs, two.n_runs)
QUALIFY row_number() OVER (
    PARTITION BY shared.later_id
    ORDER BY coalesce(earlier.dct, DATE '9999-12-31'), earlier.statement_id
) = 1
ORDER BY earliest_on, earliest_statement_id, variant_on, shared.later_id
