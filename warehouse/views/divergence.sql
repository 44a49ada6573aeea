-- Who disagrees with whom about the same thing: opposed plans whose times meet, other days for one plan, an act told and denied.
-- Grain: one row per kind, thing and pair of holders: the two claims that say it most surely.
WITH pairs AS (
    SELECT
        CASE
            WHEN NOT (one.is_plan AND two.is_plan) THEN 'denied'
            WHEN one.sign <> two.sign THEN 'opposed'
            ELSE 'other_time'
        END AS kind,
        one.thing_key,
        one AS a,
        two AS b,
        coalesce(one.begins, DATE '0001-01-01') < coalesce(two.ends, DATE '9999-12-31')
            AND coalesce(two.begins, DATE '0001-01-01') < coalesce(one.ends, DATE '9999-12-31')
            AS meets,
        one.doc_id = two.doc_id AS is_one_document,
        abs(one.reported_on - two.reported_on) AS days_apart
    FROM stance AS one
    JOIN stance AS two
        ON two.thing_key = one.thing_key
        AND two.family = one.family
        AND two.holder_id > one.holder_id
),
held AS (
    SELECT *
    FROM pairs
    WHERE CASE kind
        WHEN 'opposed' THEN
            a.is_plan
            AND b.is_plan
            AND meets
            AND (is_one_document OR (a.is_dated AND b.is_dated))
        WHEN 'other_time' THEN
            -- One plan, two dates: the same doer, or none named, and nobody repeats what he was told.
            a.is_said
            AND b.is_said
            AND a.actor_id IS NOT DISTINCT FROM b.actor_id
            AND a.predicate = b.predicate
            AND a.realis = 'planned'
            AND b.realis = 'planned'
            AND a.is_dated
            AND b.is_dated
            AND NOT meets
            AND (is_one_document OR days_apart <= 30)
        ELSE
            a.realis <> b.realis
            AND NOT a.is_plan
            AND NOT b.is_plan
            AND a.is_said
            AND b.is_said
            -- A passive names no doer: then the thing and the deed are the same.
            AND (a.actor_id = b.actor_id OR a.actor_id IS NULL OR b.actor_id IS NULL)
            AND a.predicate = b.predicate
            AND meets
            AND is_one_document
    END
    QUALIFY row_number() OVER (
        PARTITION BY kind, thing_key, a.holder_id, b.holder_id
        ORDER BY
            a.is_dated AND b.is_dated DESC,
            a.confidence + b.confidence DESC,
            a.claim_id,
            b.claim_id
    ) = 1
)
SELECT
    held.kind,
    held.a.thing AS thing,
    one.name AS holder,
    doer.name AS actor,
    held.a.predicate AS predicate,
    held.a.realis AS realis,
    held.a.begins AS begins,
    held.a.ends AS ends,
    held.a.said_on AS said_on,
    two.name AS other_holder,
    other_doer.name AS other_actor,
    held.b.predicate AS other_predicate,
    held.b.realis AS other_realis,
    held.b.begins AS other_begins,
    held.b.ends AS other_ends,
    held.b.said_on AS other_said_on,
    CASE WHEN held.meets THEN greatest(held.a.begins, held.b.begins) END AS disputed_from,
    CASE WHEN held.meets THEN least(held.a.ends, held.b.ends) END AS disputed_until,
    greatest(held.a.reported_on, held.b.reported_on) AS known_since,
    held.a.text AS text,
    held.b.text AS other_text,
    held.a.claim_id AS claim_id,
    held.b.claim_id AS other_claim_id
FROM held
JOIN entity AS one ON one.entity_id = held.a.holder_id
JOIN entity AS two ON two.entity_id = held.b.holder_id
LEFT JOIN entity AS doer ON doer.entity_id = held.a.actor_id
LEFT JOIN entity AS other_doer ON other_doer.entity_id = held.b.actor_id
ORDER BY known_since DESC, thing, held.kind, claim_id, other_claim_id
