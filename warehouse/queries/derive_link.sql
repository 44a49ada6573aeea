-- What was worked out of names heard: one row for each that means another thing, or may.
SELECT
    linked.link_id,
    linked.heard_id,
    heard.name AS heard_name,
    linked.doc_id,
    linked.words,
    linked.entity_id,
    linked.rule,
    linked.score,
    linked.evidence,
    linked.is_applied
FROM linked
JOIN heard USING (heard_id)
