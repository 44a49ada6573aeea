-- For each pair, the things that articles of both name beside it: what keeps homonyms apart.
CREATE OR REPLACE TEMP TABLE asked_pair AS
SELECT DISTINCT pair.heard_id, pair.other_id, one.heard_no, two.heard_no AS other_no
FROM pair
JOIN heard AS one ON one.heard_id = pair.heard_id
JOIN heard AS two ON two.heard_id = pair.other_id
WHERE score < 0.7;

CREATE OR REPLACE TEMP TABLE pair_beside AS
SELECT DISTINCT met_no.heard_no, other.heard_no AS thing_no
FROM met_no
SEMI JOIN (SELECT heard_no FROM asked_pair UNION SELECT other_no FROM asked_pair) AS asked
    USING (heard_no)
JOIN met_no AS other USING (doc_no)
WHERE other.heard_no <> met_no.heard_no;

CREATE OR REPLACE TEMP TABLE shared AS
SELECT
    heard_id, other_id, count(*) AS n_shared, sum(weight) AS weight,
    -- The rarest thing, in one number with its weight.
    (max(weight * 4294967296 + one.thing_no) % 4294967296)::INTEGER AS best_no
FROM asked_pair
JOIN pair_beside AS one USING (heard_no)
JOIN pair_beside AS two ON two.heard_no = asked_pair.other_no AND two.thing_no = one.thing_no
JOIN (SELECT heard_no AS thing_no, weight FROM heard) AS thing ON thing.thing_no = one.thing_no
GROUP BY heard_id, other_id;
