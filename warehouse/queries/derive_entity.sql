-- One row for each entity that a current document names.
WITH types AS (
    SELECT entity_id, type FROM resolved GROUP BY entity_id, type
    QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY count(*) DESC, type) = 1
),
names AS (
    SELECT entity_id, name FROM resolved GROUP BY entity_id, name
    QUALIFY row_number() OVER (
        -- A name in capitals comes from a heading, if there is another.
        PARTITION BY entity_id
        ORDER BY name = upper(name) AND length(name) > 6, count(*) DESC, length(name) DESC, name
    ) = 1
),
seen AS (
    SELECT
        entity_id,
        min(dct) AS first_seen,
        max(dct) AS last_seen,
        count(DISTINCT doc_id) AS n_documents,
        count(*) AS n_mentions
    FROM resolved
    GROUP BY ALL
)
SELECT
    entity_id,
    coalesce(told.type, registry.type, types.type) AS type,
    coalesce(told.name, registry.name, names.name) AS name,
    registry.country,
    registry.iso,
    registry.wikidata_id,
    registry.geonames_id,
    first_seen,
    last_seen,
    n_documents,
    n_mentions
FROM seen
JOIN types USING (entity_id)
JOIN names USING (entity_id)
LEFT JOIN registry USING (entity_id)
LEFT JOIN told USING (entity_id)
