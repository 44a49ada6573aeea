-- How what someone holds about a thing went on from day to day: first said, repeated, moved to another time, or reversed.
-- Grain: one row per holder, doer, thing, family of predicates, day of saying, sign and interval.
WITH said AS (
    SELECT
        holder_id,
        actor_id,
        thing_key,
        family,
        said_on,
        sign,
        begins,
        ends,
        any_value(thing ORDER BY claim_id) AS thing,
        count(*) AS n_claims,
        arg_max(predicate, confidence) AS predicate,
        arg_max(realis, confidence) AS realis,
        arg_max(text, confidence) AS text,
        min(claim_id) AS claim_id
    FROM stance
    WHERE is_plan AND said_on IS NOT NULL
    GROUP BY ALL
),
ordered AS (
    SELECT
        said.*,
        lag(sign) OVER w AS sign_before,
        lag(begins) OVER w AS begins_before,
        lag(ends) OVER w AS ends_before,
        lag(said_on) OVER w AS said_before,
        row_number() OVER w AS n
    FROM said
    WINDOW w AS (
        PARTITION BY holder_id, actor_id, thing_key, family
        ORDER BY said_on, sign, begins, ends, claim_id
    )
)
SELECT
    holder.name AS holder,
    doer.name AS actor,
    ordered.thing,
    ordered.predicate,
    ordered.realis,
    ordered.begins,
    ordered.ends,
    ordered.said_on,
    CASE
        WHEN ordered.n = 1 THEN 'first'
        WHEN ordered.sign <> ordered.sign_before THEN 'reversed'
        WHEN coalesce(ordered.begins, ordered.ends) IS NULL
            OR coalesce(ordered.begins_before, ordered.ends_before) IS NULL THEN 'repeated'
        WHEN (ordered.begins, ordered.ends)
            IS DISTINCT FROM (ordered.begins_before, ordered.ends_before) THEN 'moved'
        ELSE 'repeated'
    END AS change,
    ordered.begins_before,
    ordered.ends_before,
    ordered.said_before,
    ordered.n_claims,
    ordered.text,
    ordered.claim_id
FROM ordered
JOIN entity AS holder ON holder.entity_id = ordered.holder_id
LEFT JOIN entity AS doer ON doer.entity_id = ordered.actor_id
ORDER BY holder, ordered.thing, ordered.family, ordered.said_on, ordered.claim_id
