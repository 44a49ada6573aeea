-- What a reader of a day could know: claims, statements and posts of the articles that were out, and how plans stood.
-- Grain: one row per claim, statement or post of a current document that was out on the day.
-- Parameters: day
WITH out AS (
    SELECT doc_id, uri, publisher, coalesce(published_at::DATE, dct) AS known_on
    FROM document
    WHERE is_current AND coalesce(published_at::DATE, dct) <= day::DATE
)
SELECT
    'claim' AS kind,
    out.known_on,
    coalesce(actor.name, claim.actor_text) AS who,
    concat_ws(
        ' ',
        CASE WHEN claim.realis IN ('negated', 'conditional') THEN claim.realis END,
        claim.predicate,
        coalesce(object.name, claim.object_text)
    ) AS what,
    claim.begins,
    claim.ends,
    CASE
        WHEN claim.realis <> 'planned' OR coalesce(claim.begins, claim.ends) IS NULL THEN NULL
        WHEN claim.ends <= day::DATE THEN 'over'
        WHEN claim.begins > day::DATE THEN 'ahead'
        ELSE 'open'
    END AS standing,
    claim.text,
    out.publisher,
    claim.claim_id AS id
FROM claim
JOIN out USING (doc_id)
LEFT JOIN entity AS actor ON actor.entity_id = claim.actor_id
LEFT JOIN entity AS object ON object.entity_id = claim.object_id
UNION ALL
SELECT
    'statement',
    out.known_on,
    speaker.name,
    statement.attitude,
    statement.said_begins,
    statement.said_ends,
    NULL,
    statement.text,
    out.publisher,
    statement.statement_id
FROM statement
JOIN out USING (doc_id)
LEFT JOIN entity AS speaker ON speaker.entity_id = statement.speaker_id
UNION ALL
SELECT
    'occupancy',
    out.known_on,
    person.name,
    concat_ws(' ', nullif(occupancy.status, 'current'), occupancy.post, 'of ' || organization.name),
    occupancy.begins,
    occupancy.ends,
    NULL,
    occupancy.text,
    out.publisher,
    occupancy.occupancy_id
FROM occupancy
JOIN out USING (doc_id)
LEFT JOIN entity AS person ON person.entity_id = occupancy.person_id
LEFT JOIN entity AS organization ON organization.entity_id = occupancy.organization_id
ORDER BY 2, 1, 10
