-- One row for each name that current documents use for an entity; the weakest link speaks for it.
SELECT
    mention.entity_id,
    mention.text AS name,
    first(
        CASE
            WHEN mention.link_rule = 'misspelling' THEN 'misspelling'
            WHEN mention.form = 'name' THEN 'full'
            ELSE mention.form
        END
        ORDER BY link_score, link_rule, form
    ) AS kind,
    first(link_rule ORDER BY link_score, link_rule, form) AS rule,
    min(link_score) AS score,
    count(*) AS n_mentions,
    'for one, ' || min(mention_id) AS evidence
FROM resolved AS mention
GROUP BY mention.entity_id, mention.text
