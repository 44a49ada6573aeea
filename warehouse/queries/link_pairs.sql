-- Pairs of heard names that are one thing whatever the article, or may be: by block, rule and score.
CREATE OR REPLACE TEMP TABLE pair AS
SELECT one.heard_id, two.heard_id AS other_id, 'same_name_other_type' AS rule, 0.85 AS score
FROM heard AS one
JOIN heard AS two USING (key, kind)
WHERE one.heard_id <> two.heard_id
    AND (two.is_registered, two.n_documents, one.heard_id)
        > (one.is_registered, one.n_documents, two.heard_id)
    AND NOT (one.is_registered AND two.is_registered)
    AND (kind <> 'thing' OR one.type IN ('ORG', 'FAC', 'NORP') OR len(one.words) > 1);

-- First and last name alike: with and without middle names; initials must agree.
CREATE OR REPLACE TEMP TABLE person AS
SELECT *, words[1] AS first_word, words[-1] AS last_word, words[2:-2] AS middle
FROM heard
WHERE kind = 'person' AND len(words) > 1;

INSERT INTO pair
WITH plain AS (
    SELECT first_word, last_word, arg_min(heard_id, (-n_documents, heard_id)) AS heard_id
    FROM person WHERE len(words) = 2 AND length(first_word) > 1
    GROUP BY ALL
),
longer AS (
    SELECT
        *,
        count(DISTINCT left(middle[1], 1)) OVER (PARTITION BY first_word, last_word) AS n_middles
    FROM person WHERE len(words) > 2
)
SELECT longer.heard_id, plain.heard_id, 'middle_name', CASE n_middles WHEN 1 THEN 0.85 ELSE 0.4 END
FROM longer JOIN plain USING (first_word, last_word)
UNION ALL
SELECT one.heard_id, two.heard_id, 'middle_initial', 0.8
FROM longer AS one
JOIN longer AS two USING (first_word, last_word)
WHERE len(one.middle) = 1 AND len(two.middle) = 1
    AND length(one.middle[1]) = 1 AND length(two.middle[1]) > 1
    AND left(two.middle[1], 1) = one.middle[1] AND two.n_middles = 1;

-- `S. Silva` is the one person with that initial and surname, if there is one.
INSERT INTO pair
SELECT short.heard_id, full_name.heard_id, 'initial', 0.5
FROM person AS short
JOIN (
    SELECT left(first_word, 1) AS first_word, last_word, min(heard_id) AS heard_id
    FROM person WHERE length(first_word) > 1 AND len(words) = 2
    GROUP BY ALL HAVING count(*) = 1
) AS full_name USING (first_word, last_word)
WHERE len(short.words) = 2 AND length(short.first_word) = 1;

-- A surname added behind: `Ana Silva Reyes`.
INSERT INTO pair
SELECT longer.heard_id, shorter.heard_id, 'added_surname', 0.5
FROM person AS longer
JOIN person AS shorter ON shorter.key = longer.words[1] || ' ' || longer.words[2]
WHERE len(longer.words) > 2 AND length(longer.words[1]) > 1 AND length(longer.words[2]) > 2;

-- One letter left out, added, changed or two swapped: names that share what is left without one.
CREATE OR REPLACE TEMP TABLE near AS
WITH asked AS (
    SELECT heard_no, kind, key FROM heard WHERE length(key) BETWEEN 8 AND 40
),
rest AS (
    SELECT heard_no, hash(kind, key) AS block FROM asked
    UNION ALL
    SELECT heard_no, hash(kind, left(key, place) || substr(key, place + 2)) AS block
    FROM asked, LATERAL (SELECT unnest(range(1, length(key))) AS place)
)
SELECT DISTINCT one.heard_no, two.heard_no AS other_no
FROM rest AS one JOIN rest AS two USING (block)
WHERE one.heard_no < two.heard_no;

INSERT INTO pair
SELECT
    CASE WHEN swapped THEN two.heard_id ELSE one.heard_id END,
    CASE WHEN swapped THEN one.heard_id ELSE two.heard_id END,
    'misspelling',
    CASE WHEN greatest(one.n_documents, two.n_documents) >= 4 * least(one.n_documents, two.n_documents)
        THEN 0.6 ELSE 0.5 END
FROM near
JOIN heard AS one ON one.heard_no = near.heard_no
JOIN heard AS two ON two.heard_no = near.other_no,
LATERAL (
    SELECT (one.is_registered, one.n_documents, two.heard_id)
        > (two.is_registered, two.n_documents, one.heard_id) AS swapped
)
WHERE one.kind = two.kind AND one.key <> two.key
    AND damerau_levenshtein(one.key, two.key) = 1
    AND NOT (one.is_registered AND two.is_registered)
    AND regexp_replace(one.key, '[^0-9]', '', 'g') = regexp_replace(two.key, '[^0-9]', '', 'g')
    AND len(one.words) = len(two.words)
    -- A last letter makes another name (Maria and Mario, Rolling Stone and Stones), and so does a
    -- letter of a short word (Artemis I and V).
    AND len(list_filter(
        list_zip(one.words, two.words),
        lambda pair: pair[1] <> pair[2] AND (
            length(pair[1]) < 4 OR length(pair[2]) < 4
            OR starts_with(pair[1], pair[2]) OR starts_with(pair[2], pair[1])
            OR (length(pair[1]) = length(pair[2]) AND left(pair[1], -1) = left(pair[2], -1))
        )
    )) = 0;
