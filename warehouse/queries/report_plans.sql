-- Dated plans, earliest first.
SELECT begins, ends, relation, actor, predicate, object, said_by, said_on, text, claim_id AS id
FROM plan_timeline
WHERE coalesce(begins, ends) IS NOT NULL
