-- How often each thing is named on each day.
-- Grain: one row per entity and document day.
SELECT
    document.dct AS day,
    entity.name,
    entity.type,
    count(DISTINCT document.doc_id) AS n_documents,
    count(*) AS n_mentions,
    entity.entity_id
FROM mention
JOIN document USING (doc_id)
JOIN entity USING (entity_id)
WHERE document.is_current AND document.dct IS NOT NULL
GROUP BY ALL
ORDER BY day, n_mentions DESC, entity.entity_id
