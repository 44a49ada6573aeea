-- Things by how much they are written about.
WITH top AS (
    FROM entity ORDER BY n_documents DESC, n_mentions DESC, name, entity_id LIMIT 200
),
names AS (
    SELECT entity_id, string_agg(name, ' · ' ORDER BY n_mentions DESC, name) AS names
    FROM alias
    WHERE entity_id IN (SELECT entity_id FROM top)
    GROUP BY entity_id
),
examples AS (
    SELECT entity_id, min(mention_id) AS id
    FROM mention
    WHERE entity_id IN (SELECT entity_id FROM top)
    GROUP BY entity_id
)
SELECT
    top.name,
    top.type,
    top.n_documents,
    top.n_mentions,
    top.first_seen,
    top.last_seen,
    names.names,
    examples.id
FROM top
LEFT JOIN names USING (entity_id)
LEFT JOIN examples USING (entity_id)
ORDER BY top.n_documents DESC, top.n_mentions DESC, top.name, top.entity_id
