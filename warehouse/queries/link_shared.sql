-- For each pair, the things that articles of both name beside it: what keeps homonyms apart.
CREATE OR REPLACE TEMP TABLE weight AS
SELECT heard_id, ln(1 + (SELECT count(*) FROM lake.document WHERE is_current) / n_documents) AS weight
FROM heard;

CREATE OR REPLACE TEMP TABLE asked_pair AS
SELECT DISTINCT heard_id, other_id FROM pair WHERE score < 0.7;

CREATE OR REPLACE TEMP TABLE pair_beside AS
SELECT DISTINCT met.heard_id, other.heard_id AS thing_id
FROM met
SEMI JOIN (SELECT heard_id FROM asked_pair UNION SELECT other_id FROM asked_pair) AS asked
    USING (heard_id)
JOIN met AS other USING (doc_id)
WHERE other.heard_id <> met.heard_id;

CREATE OR REPLACE TEMP TABLE shared AS
SELECT asked_pair.heard_id, asked_pair.other_id, count(*) AS n_shared,
    arg_max(weight.heard_id, (weight.weight, weight.heard_id)) AS best_id
FROM asked_pair
JOIN pair_beside AS one USING (heard_id)
JOIN pair_beside AS two ON two.heard_id = asked_pair.other_id AND two.thing_id = one.thing_id
JOIN weight ON weight.heard_id = one.thing_id
GROUP BY asked_pair.heard_id, asked_pair.other_id;
