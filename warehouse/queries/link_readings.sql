-- What a short name means in each article that has it: the bearer that the article's names fit best.
CREATE OR REPLACE TEMP TABLE reading AS
WITH asked AS (
    SELECT met.doc_id, candidate.heard_id, candidate.candidate_id, candidate.rule,
        candidate.n_documents
    FROM candidate JOIN met USING (heard_id)
),
fitting AS (
    SELECT asked.doc_id, asked.heard_id, asked.candidate_id, count(*) AS n_shared,
        sum(weight.weight) AS weight, arg_max(weight.heard_id, (weight.weight, weight.heard_id)) AS best_id
    FROM asked
    JOIN met AS other ON other.doc_id = asked.doc_id AND other.heard_id <> asked.heard_id
    JOIN beside ON beside.candidate_id = asked.candidate_id AND beside.thing_id = other.heard_id
    JOIN weight ON weight.heard_id = other.heard_id
    GROUP BY ALL
),
weighed AS (
    SELECT
        asked.*,
        best_id,
        coalesce(n_shared, 0) AS n_shared,
        coalesce(weight, 0) * ln(1 + asked.n_documents) AS fit,
        sum(asked.n_documents) OVER (PARTITION BY doc_id, heard_id) AS n_all
    FROM asked LEFT JOIN fitting USING (doc_id, heard_id, candidate_id)
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
    doc_id, heard_id, candidate_id, rule, n_shared, best_id,
    CASE
        WHEN n_shared = 0 THEN 0.4
        WHEN n_documents = n_all OR n_documents >= 0.9 * n_all THEN 0.75
        WHEN fit >= 1.5 * next_fit THEN 0.7
        ELSE 0.5
    END::DOUBLE AS score
FROM ranked
WHERE place = 1;
