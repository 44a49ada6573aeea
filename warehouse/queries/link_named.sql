-- What the words of corrections name in current documents: printed so, in full, or by id.
CREATE OR REPLACE TEMP TABLE named AS
WITH current AS (
    SELECT entity_id, text, name, type FROM lake.mention
    SEMI JOIN (SELECT doc_id FROM lake.document WHERE is_current) USING (doc_id)
),
found AS (
    SELECT asked.name, entity_id, type, false AS is_full FROM current
    JOIN asked ON asked.name = current.text
    UNION ALL
    SELECT asked.name, entity_id, type, true FROM current JOIN asked ON asked.name = current.name
    UNION ALL
    SELECT asked.name, entity_id, type, true FROM current
    JOIN asked ON asked.name = current.entity_id
),
counted AS (
    SELECT entity_id, count(*) AS n_all FROM current
    WHERE entity_id IN (SELECT entity_id FROM found)
    GROUP BY entity_id
)
SELECT
    name,
    entity_id AS heard_id,
    arg_min(type, type) AS type,
    bool_or(is_full) AS is_full,
    count(*) FILTER (NOT is_full) = any_value(n_all) AS is_whole,
    count(*) AS n_mentions
FROM found JOIN counted USING (entity_id)
GROUP BY name, entity_id;
