-- Things by how much they are written about.
SELECT
    name,
    type,
    country,
    n_documents,
    n_mentions,
    first_seen,
    last_seen,
    (
        SELECT string_agg(alias.name, ' · ' ORDER BY alias.n_mentions DESC, alias.name)
        FROM alias WHERE alias.entity_id = entity.entity_id
    ) AS names,
    (SELECT min(mention_id) FROM mention WHERE mention.entity_id = entity.entity_id) AS id
FROM entity
ORDER BY n_documents DESC, n_mentions DESC, entity.name, entity.entity_id
