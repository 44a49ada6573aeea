-- One row for each entity that a current document names.
WITH counted AS (
    SELECT entity_id, type, name, count(*) AS n, min(dct) AS first_seen, max(dct) AS last_seen
    FROM resolved
    GROUP BY ALL
),
types AS (
    SELECT entity_id, arg_min(type, (-n, type)) AS type
    FROM (SELECT entity_id, type, sum(n) AS n FROM counted GROUP BY ALL)
    GROUP BY entity_id
),
names AS (
    -- A name in capitals comes from a heading, if there is another.
    SELECT
        entity_id,
        arg_min(name, (name = upper(name) AND length(name) > 6, -n, -length(name), name)) AS name
    FROM (SELECT entity_id, name, sum(n) AS n FROM counted GROUP BY ALL)
    GROUP BY entity_id
),
seen AS (
    SELECT
        entity_id,
        min(first_seen) AS first_seen,
        max(last_seen) AS last_seen,
        sum(n)::BIGINT AS n_mentions
    FROM counted
    GROUP BY entity_id
),
documents AS (
    SELECT entity_id, count(*) AS n_documents
    FROM (SELECT DISTINCT entity_id, doc_id FROM resolved)
    GROUP BY entity_id
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
JOIN documents USING (entity_id)
JOIN types USING (entity_id)
JOIN names USING (entity_id)
LEFT JOIN registry USING (entity_id)
LEFT JOIN told USING (entity_id)
