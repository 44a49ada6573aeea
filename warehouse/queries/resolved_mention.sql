-- Mentions with the things that they mean across all articles; blocked ones are left out.
SELECT mention.* REPLACE (
    CASE
        WHEN worded.link_id IS NOT NULL THEN worded.entity_id
        WHEN placed.link_id IS NOT NULL THEN placed.entity_id
        WHEN plain.link_id IS NOT NULL THEN plain.entity_id
        ELSE mention.entity_id
    END AS entity_id,
    CASE
        WHEN coalesce(worded.score, placed.score, plain.score, 1) <= link_score
            THEN coalesce(worded.rule, placed.rule, plain.rule, link_rule)
        ELSE link_rule
    END AS link_rule,
    least(link_score, coalesce(worded.score, placed.score, plain.score, 1)) AS link_score
)
FROM lake.mention AS mention
LEFT JOIN lake.link AS worded
    ON worded.heard_id = mention.entity_id AND worded.words = mention.text AND worded.is_applied
LEFT JOIN lake.link AS placed
    ON placed.heard_id = mention.entity_id AND placed.doc_id = mention.doc_id AND placed.is_applied
LEFT JOIN lake.link AS plain
    ON plain.heard_id = mention.entity_id AND plain.doc_id IS NULL AND plain.words IS NULL
    AND plain.is_applied
WHERE NOT (
    coalesce(worded.link_id, placed.link_id, plain.link_id) IS NOT NULL
    AND (worded.link_id IS NULL OR worded.entity_id IS NULL)
    AND (worded.link_id IS NOT NULL OR placed.link_id IS NULL OR placed.entity_id IS NULL)
    AND (coalesce(worded.link_id, placed.link_id) IS NOT NULL OR plain.entity_id IS NULL)
)
