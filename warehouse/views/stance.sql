-- What someone holds will, or will not, be done to a thing: plans and refusals with their thing, family and sign.
-- Grain: one row per planned or negated claim, or one told as done, that has a holder and a thing.
WITH inside AS (
    -- The thing: what the object names, or what is named inside the words of the object.
    SELECT claim.claim_id, mention.entity_id
    FROM claim
    JOIN mention
        ON mention.doc_id = claim.doc_id
        AND mention.start_char >= claim.start_char
        AND mention.end_char <= claim.end_char
    WHERE contains(claim.object_text, mention.text)
      AND mention.entity_id IS DISTINCT FROM claim.actor_id
      AND mention.type IN ('ORG', 'FAC', 'EVENT', 'PRODUCT', 'WORK', 'LAW')
    QUALIFY row_number() OVER (
        PARTITION BY claim.claim_id ORDER BY mention.start_char DESC, mention.mention_id
    ) = 1
),
worded AS (
    SELECT
        claim_id,
        nullif(trim(regexp_replace(
            lower(object_text), '^(the|a|an|this|that|these|those|its|their|his|her|our|any|no) ', ''
        )), '') AS words
    FROM claim
)
SELECT
    claim.claim_id,
    claim.doc_id,
    coalesce(statement.speaker_id, claim.actor_id) AS holder_id,
    claim.actor_id,
    statement.speaker_id IS NOT NULL AS is_said,
    coalesce(claim.object_id, inside.entity_id, alone.entity_id) AS thing_id,
    coalesce(
        claim.object_id, inside.entity_id, alone.entity_id, claim.doc_id || ' ' || worded.words
    ) AS thing_key,
    coalesce(thing.name, worded.words) AS thing,
    claim.predicate,
    coalesce(action.family, claim.predicate) AS family,
    coalesce(action.sign, 1) * CASE WHEN claim.realis = 'negated' THEN -1 ELSE 1 END AS sign,
    claim.realis,
    claim.realis = 'planned'
        OR (claim.realis = 'negated' AND claim.rule NOT IN ('event', 'going')) AS is_plan,
    claim.relation,
    claim.begins,
    claim.ends,
    coalesce(claim.begins, claim.ends) IS NOT NULL AS is_dated,
    coalesce(statement.said_begins, document.dct) AS said_on,
    document.dct AS reported_on,
    claim.confidence,
    claim.text
FROM claim
JOIN document USING (doc_id)
LEFT JOIN statement ON statement.statement_id = claim.statement_id
LEFT JOIN inside ON inside.claim_id = claim.claim_id
LEFT JOIN worded ON worded.claim_id = claim.claim_id
-- Without an object the doer is the thing: "the union said the mine will stay".
LEFT JOIN entity AS alone
    ON alone.entity_id = claim.actor_id
    AND claim.object_text IS NULL
    AND statement.speaker_id IS DISTINCT FROM claim.actor_id
    AND statement.speaker_id IS NOT NULL
LEFT JOIN action ON action.predicate = claim.predicate
LEFT JOIN entity AS thing ON thing.entity_id = coalesce(claim.object_id, inside.entity_id, alone.entity_id)
WHERE document.is_current
  AND claim.realis IN ('planned', 'negated', 'actual')
  AND coalesce(statement.speaker_id, claim.actor_id) IS NOT NULL
  AND coalesce(claim.object_id, inside.entity_id, alone.entity_id, worded.words) IS NOT NULL
