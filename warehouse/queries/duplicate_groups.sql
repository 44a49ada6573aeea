-- Groups of near-duplicates, as `dup_grouped (doc_id, dup_group)`: all that pairs connect, under the
-- first of their ids. Texts that differ in their numbers only are forms filled in, and stay apart.
CREATE OR REPLACE TEMP TABLE dup_grouped AS
WITH RECURSIVE edge AS (
    SELECT one_id, other_id FROM near_pair WHERE NOT is_template
    UNION ALL SELECT other_id, one_id FROM near_pair WHERE NOT is_template
),
reached AS (
    SELECT DISTINCT one_id AS doc_id, one_id AS root FROM edge
    UNION
    SELECT edge.other_id, reached.root FROM reached JOIN edge ON edge.one_id = reached.doc_id
    WHERE reached.root < edge.other_id
)
SELECT doc_id, min(root) AS dup_group FROM reached GROUP BY doc_id
