-- An entity counts exactly the mentions of it.
SELECT entity_id FROM entity
LEFT JOIN (SELECT entity_id, count(*) AS n, count(DISTINCT doc_id) AS d FROM mention GROUP BY ALL) USING (entity_id)
WHERE (n_mentions, n_documents) IS DISTINCT FROM (n, d)
