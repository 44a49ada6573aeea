-- Short names that their article does not explain, and what they are short for in other articles.
-- Other articles' short names and acronyms, as printed, each with the thing that they name there.
CREATE OR REPLACE TEMP TABLE taught AS
SELECT
    lower(strip_accents(replace(mention.text, '.', ''))) AS key,
    coalesce(grouped.entity_id, mention.entity_id) AS candidate_id,
    heard.kind,
    min(link_rule) AS rule,
    count(DISTINCT doc_id) AS n_documents
FROM lake.mention AS mention
SEMI JOIN (SELECT doc_id FROM lake.document WHERE is_current) USING (doc_id)
JOIN heard ON heard.heard_id = mention.entity_id
LEFT JOIN grouped USING (heard_id)
WHERE mention.form IN ('short', 'acronym') AND heard.kind <> 'person'
    AND mention.link_rule IN (
        'acronym_definition', 'acronym_initials', 'short_name', 'storm_name'
    )
GROUP BY ALL;

-- Words that many bodies share: a name of these alone means another body elsewhere.
CREATE OR REPLACE TEMP TABLE shared_word AS
SELECT string_split(
    'act agency and assembly association authority bank bill board bureau cabinet center central '
    'centre chamber church city club co college commission committee company conference congress '
    'corp corporation council court cup department development east electoral exchange federal '
    'federation festival first for force forces foundation front fund games general government '
    'group guard high hospital house inc institute international league loan market ministry '
    'museum nation national nations news north of office open parliament park party people '
    'peoples police post press reserve royal savings school senate service society south state '
    'supreme the times treasury union united university west', ' '
) AS held;

CREATE OR REPLACE TEMP TABLE candidate AS
WITH lone AS (
    SELECT * FROM heard ANTI JOIN grouped USING (heard_id) WHERE NOT is_registered
),
found AS (
    SELECT
        lone.heard_id,
        coalesce(grouped.entity_id, person.heard_id) AS candidate_id,
        'surname' AS rule,
        sum(person.n_documents) AS n_documents
    FROM lone
    JOIN person ON person.last_word = lone.key
    LEFT JOIN grouped ON grouped.heard_id = person.heard_id
    WHERE lone.kind = 'person' AND len(lone.words) = 1 AND length(person.first_word) > 1
        -- Behind `bin` stands the father's name; firms taken for people have no surname.
        AND coalesce(person.words[-2], '') NOT IN ('bin', 'ibn', 'bint', 'and')
        AND person.last_word NOT IN ('co', 'corp', 'inc', 'ltd', 'plc', 'group')
    GROUP BY ALL
    UNION ALL
    SELECT lone.heard_id, candidate_id, 'taught_' || taught.rule, taught.n_documents
    FROM lone
    JOIN taught USING (key, kind)
    WHERE candidate_id <> lone.heard_id
        AND CASE
            WHEN taught.rule LIKE 'acronym%'
                THEN regexp_full_match(lone.name, '[A-Z][A-Z0-9&.-]+')
                AND (length(key) > 2 OR taught.rule = 'acronym_definition')
            ELSE NOT list_has_all((SELECT held FROM shared_word), lone.words)
        END
)
SELECT heard_id, candidate_id, min(rule) AS rule, max(n_documents) AS n_documents
FROM found
GROUP BY heard_id, candidate_id
-- The best known bearers of a surname are enough: the others cannot outweigh them.
QUALIFY row_number() OVER (
    PARTITION BY heard_id ORDER BY max(n_documents) DESC, candidate_id
) <= 10;

CREATE OR REPLACE TEMP TABLE beside AS
WITH asked AS (
    SELECT DISTINCT candidate_id AS heard_id, candidate_id FROM candidate
    UNION
    SELECT heard_id, entity_id FROM grouped
    SEMI JOIN candidate ON candidate.candidate_id = grouped.entity_id
),
numbered AS (
    SELECT asked.heard_id, member.heard_no, candidate.heard_no AS candidate_no
    FROM asked
    JOIN heard AS member ON member.heard_id = asked.heard_id
    JOIN heard AS candidate ON candidate.heard_id = asked.candidate_id
)
SELECT DISTINCT candidate_no, other.heard_no AS thing_no
FROM numbered
JOIN met_no USING (heard_no)
JOIN met_no AS other USING (doc_no)
WHERE other.heard_no <> met_no.heard_no;
