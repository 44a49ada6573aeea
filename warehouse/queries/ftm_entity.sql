SELECT
    entity.entity_id AS id,
    entity.type,
    entity.name,
    aliases.alias,
    lower(entity.country) AS country,
    CASE WHEN entity.type = 'GPE' THEN lower(entity.iso) END AS "territoryCode",
    entity.wikidata_id AS "wikidataId",
    articles.proof
FROM entity
LEFT JOIN (
    SELECT alias.entity_id, list(alias.name ORDER BY alias.name) AS alias
    FROM alias
    JOIN entity ON entity.entity_id = alias.entity_id AND entity.name <> alias.name
    GROUP BY alias.entity_id
) AS aliases USING (entity_id)
LEFT JOIN (
    SELECT entity_id, list(DISTINCT doc_id ORDER BY doc_id) AS proof
    FROM mention
    GROUP BY entity_id
) AS articles USING (entity_id)
WHERE entity.type IN ('PERSON', 'ORG', 'GPE', 'EVENT')
ORDER BY entity.entity_id
