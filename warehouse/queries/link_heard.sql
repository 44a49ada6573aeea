-- What the articles of current documents name, each as its article heard it; by name, and by article.
CREATE OR REPLACE TEMP TABLE met AS
SELECT entity_id AS heard_id, doc_id, count(*) AS n_mentions
FROM lake.mention
SEMI JOIN (SELECT doc_id FROM lake.document WHERE is_current) USING (doc_id)
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE heard AS
WITH shown AS (
    SELECT
        entity_id AS heard_id,
        arg_min(name, (name = upper(name) AND length(name) > 6, -n, -length(name), name)) AS name,
        arg_min(type, (-n, type)) AS type
    FROM (
        SELECT entity_id, name, type, count(*) AS n
        FROM lake.mention
        SEMI JOIN (SELECT doc_id FROM lake.document WHERE is_current) USING (doc_id)
        GROUP BY ALL
    )
    GROUP BY entity_id
),
seen AS (
    SELECT
        heard_id,
        count(*) AS n_documents,
        min({'day': coalesce(dct, DATE '9999-01-01'), 'doc_id': doc_id}) AS first_met
    FROM met JOIN (SELECT doc_id, dct FROM lake.document WHERE is_current) USING (doc_id)
    GROUP BY heard_id
),
folded AS (
    SELECT
        *,
        trim(regexp_replace(
            replace(regexp_replace(lower(strip_accents(name)), '[.''’‘`"“”]', '', 'g'), '&', ' and '),
            '[^\p{L}\p{N}+]+', ' ', 'g'
        )) AS key
    FROM shown
)
SELECT
    heard_id,
    name,
    type,
    CASE
        WHEN type = 'PERSON' THEN 'person'
        WHEN type IN ('GPE', 'LOC') THEN 'place'
        ELSE 'thing'
    END AS kind,
    regexp_replace(key, '^the ', '') AS key,
    string_split(key, ' ') AS words,
    registry.entity_id IS NOT NULL AS is_registered,
    n_documents,
    first_met,
    -- Rarer names say more of who is meant; whole numbers add up alike in any order.
    round(1000 / (1 + ln(n_documents)))::BIGINT AS weight,
    row_number() OVER (ORDER BY heard_id)::INTEGER AS heard_no
FROM folded
JOIN seen USING (heard_id)
LEFT JOIN (SELECT entity_id FROM registry) AS registry ON registry.entity_id = heard_id
WHERE key <> '';

CREATE OR REPLACE TEMP TABLE met_no AS
WITH numbered AS (
    SELECT doc_id, row_number() OVER (ORDER BY doc_id)::INTEGER AS doc_no
    FROM (SELECT DISTINCT doc_id FROM met)
)
SELECT heard_no, doc_no, doc_id
FROM met JOIN heard USING (heard_id) JOIN numbered USING (doc_id);
