-- Which things are named together.
-- Grain: one row per pair of entities that share a current document; the pair is in order of id.
WITH named AS (
    SELECT DISTINCT mention.entity_id, mention.doc_id
    FROM mention
    JOIN document USING (doc_id)
    WHERE document.is_current
)
SELECT
    one.name AS name,
    two.name AS other_name,
    count(*) AS n_documents,
    one.entity_id,
    two.entity_id AS other_entity_id
FROM named AS left_side
JOIN named AS right_side USING (doc_id)
JOIN entity AS one ON one.entity_id = left_side.entity_id
JOIN entity AS two ON two.entity_id = right_side.entity_id
WHERE left_side.entity_id < right_side.entity_id
GROUP BY ALL
ORDER BY n_documents DESC, one.entity_id, two.entity_id
