-- Who holds which post, when a text first and last said so, and who is named in it next.
-- Grain: one row per person, post, organization and status.
WITH held AS (
    SELECT
        person,
        post,
        organization,
        status,
        min(as_of) AS first_as_of,
        max(as_of) AS last_as_of,
        max(begins) AS begins,
        min(ends) AS ends,
        count(DISTINCT doc_id) AS n_documents,
        min(occupancy_id) AS occupancy_id,
        person_id,
        organization_id,
        is_shared
    FROM seat
    GROUP BY ALL
),
following AS (
    SELECT
        one.occupancy_id,
        arg_min(two.person, (two.first_as_of, two.person_id)) AS next_person
    FROM held AS one
    JOIN held AS two
        ON two.post = one.post
        AND two.organization_id = one.organization_id
        AND two.person_id <> one.person_id
        AND two.first_as_of > one.last_as_of
    WHERE one.status IN ('current', 'acting')
      AND two.status IN ('current', 'acting')
      AND NOT one.is_shared
    GROUP BY one.occupancy_id
)
SELECT
    held.person,
    held.post,
    held.organization,
    held.status,
    held.first_as_of,
    held.last_as_of,
    held.begins,
    held.ends,
    following.next_person,
    held.n_documents,
    held.occupancy_id
FROM held
LEFT JOIN following USING (occupancy_id)
ORDER BY held.organization, held.post, held.last_as_of DESC, held.person
