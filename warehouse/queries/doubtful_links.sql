-- What a user may want to decide of names: merges by their doubt, misses by their likelihood.
WITH meant AS (
    SELECT
        CASE WHEN link.is_applied THEN 'merged' ELSE 'apart' END AS state,
        link.heard_name AS name,
        entity.name AS entity,
        link.rule,
        link.score,
        arg_min(link.evidence, link.link_id) AS evidence,
        count(DISTINCT link.doc_id) AS n_documents,
        arg_min(link.heard_id, link.link_id) AS heard_id,
        entity.entity_id
    FROM link
    JOIN entity USING (entity_id)
    WHERE link.rule <> 'correction'
    GROUP BY ALL
),
heard AS (
    SELECT
        'merged' AS state,
        alias.name,
        entity.name AS entity,
        alias.rule,
        alias.score,
        alias.evidence,
        alias.n_mentions AS n_documents,
        NULL AS heard_id,
        alias.entity_id
    FROM alias
    JOIN entity USING (entity_id)
    WHERE alias.score < 0.8 AND alias.name <> entity.name AND alias.rule <> 'correction'
        AND (alias.name, alias.entity_id) NOT IN (SELECT (name, entity_id) FROM meant)
)
SELECT state, name, entity, rule, score, evidence, n_documents, heard_id, entity_id
FROM (FROM meant UNION ALL FROM heard)
ORDER BY
    CASE state WHEN 'merged' THEN 1 - score ELSE score - 0.2 END * ln(2 + n_documents) DESC,
    name, entity, rule
