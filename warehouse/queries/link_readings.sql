-- What a short name means in each article that has it: the bearer that the article's names fit best.
CREATE OR REPLACE TEMP TABLE asked_reading AS
SELECT
    met_no.doc_no, met_no.doc_id, candidate.heard_id, lone.heard_no, candidate_id,
    named.heard_no AS candidate_no, candidate.rule, candidate.n_documents
FROM candidate
JOIN heard AS lone ON lone.heard_id = candidate.heard_id
JOIN heard AS named ON named.heard_id = candidate.candidate_id
JOIN met_no ON met_no.heard_no = lone.heard_no;

-- Spelt out first: joined in one query, all that stands beside a candidate would be met first.
CREATE OR REPLACE TEMP TABLE around AS
SELECT doc_no, asked.heard_no, asked.candidate_no, other.heard_no AS thing_no
FROM asked_reading AS asked
JOIN met_no AS other USING (doc_no)
WHERE other.heard_no <> asked.heard_no;

CREATE OR REPLACE TEMP TABLE fitting AS
SELECT doc_no, around.heard_no, candidate_no, count(*) AS n_shared, sum(weight) AS weight,
    -- The rarest thing, in one number with its weight.
    (max(weight * 4294967296 + thing_no) % 4294967296)::INTEGER AS best_no
FROM around
SEMI JOIN beside USING (candidate_no, thing_no)
JOIN (SELECT heard_no AS thing_no, weight FROM heard) AS thing USING (thing_no)
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE reading AS
WITH weighed AS (
    SELECT
        asked.*,
        best_no,
        coalesce(n_shared, 0) AS n_shared,
        coalesce(weight, 0) AS weight,
        coalesce(weight, 0) * ln(1 + asked.n_documents) AS fit,
        sum(asked.n_documents) OVER (PARTITION BY doc_id, heard_id) AS n_all
    FROM asked_reading AS asked LEFT JOIN fitting USING (doc_no, heard_no, candidate_no)
),
ranked AS (
    SELECT
        *,
        row_number() OVER around AS place,
        lead(fit, 1, 0) OVER around AS next_fit
    FROM weighed
    WINDOW around AS (
        PARTITION BY doc_id, heard_id ORDER BY fit DESC, n_documents DESC, candidate_id
    )
)
SELECT
    doc_id, heard_id, candidate_id, rule, n_shared, best_no,
    CASE
        WHEN n_shared = 0 THEN 0.4
        WHEN n_documents >= 10 AND n_documents >= 0.9 * n_all THEN 0.75
        -- What all articles name says nothing.
        WHEN weight < 350 THEN 0.5
        WHEN n_documents >= 0.9 * n_all THEN 0.75
        WHEN fit >= 1.5 * next_fit THEN 0.7
        ELSE 0.5
    END::DOUBLE AS score
FROM ranked
WHERE place = 1;
