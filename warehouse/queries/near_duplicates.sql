-- Pairs of texts that are alike, as `near_pair (one_id, other_id, jaccard, is_template)`.
-- Reads `compared (doc_id, text)`. Two texts are alike where 7 in 10 of their runs of three words are
-- the same (Jaccard). Every such pair is found: both hold one of the rarest 3 in 10 runs of the other.
-- Runs that more than 500 texts hold are not looked up: they are of forms that are filled in.
CREATE OR REPLACE TEMP TABLE worded AS
WITH words AS (SELECT doc_id, regexp_extract_all(lower(text), '\w+') AS w FROM compared)
SELECT
    doc_id,
    hash(w) AS same,
    list_distinct([hash(w[i], w[i + 1], w[i + 2]) FOR i IN range(1, len(w) - 1)]) AS runs
FROM words
WHERE len(w) >= 3;

CREATE OR REPLACE TEMP TABLE identical AS
SELECT doc_id, same, min(doc_id) OVER (PARTITION BY same) AS first_id FROM worded;

CREATE OR REPLACE TEMP TABLE run_of AS
SELECT worded.doc_id, len(runs) AS n, unnest(runs) AS run
FROM worded JOIN identical USING (doc_id) WHERE worded.doc_id = first_id;

CREATE OR REPLACE TEMP TABLE common AS
SELECT run, count(*) AS n_texts FROM run_of GROUP BY run HAVING count(*) > 1;

CREATE OR REPLACE TEMP TABLE rare AS
SELECT doc_id, n, run
FROM run_of JOIN common USING (run)
QUALIFY row_number() OVER (PARTITION BY doc_id ORDER BY n_texts, run)
    + n - count(*) OVER (PARTITION BY doc_id) <= n - ceil(0.7 * n) + 1
    AND n_texts <= 500;

CREATE OR REPLACE TEMP TABLE near_pair AS
WITH candidate AS (
    SELECT DISTINCT one.doc_id AS one_id, other.doc_id AS other_id
    FROM rare AS one
    JOIN rare AS other ON one.run = other.run AND one.doc_id < other.doc_id
    WHERE least(one.n, other.n) >= 0.7 * greatest(one.n, other.n)
),
measured AS (
    SELECT
        one_id,
        other_id,
        len(list_intersect(one.runs, other.runs)) AS n_common,
        n_common / (len(one.runs) + len(other.runs) - n_common) AS jaccard
    FROM candidate
    JOIN worded AS one ON one.doc_id = one_id
    JOIN worded AS other ON other.doc_id = other_id
)
SELECT
    one_id,
    other_id,
    jaccard,
    regexp_replace(lower(one.text), '\d+', '0', 'g') = regexp_replace(lower(other.text), '\d+', '0', 'g')
        AS is_template
FROM measured
JOIN compared AS one ON one.doc_id = one_id
JOIN compared AS other ON other.doc_id = other_id
WHERE jaccard >= 0.7
UNION ALL
SELECT first_id, doc_id, 1.0, false FROM identical WHERE doc_id <> first_id
