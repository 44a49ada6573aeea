-- Who held each post on a day: of those whom the last two months of texts about it name, the one named most.
-- Grain: one row per post and organization.
-- Parameters: day
WITH said AS (
    SELECT * FROM seat WHERE as_of <= day::DATE
),
ended AS (
    SELECT person_id, post, organization_id, max(as_of) AS ended_by
    FROM said
    WHERE status = 'former'
    GROUP BY ALL
),
standing AS (
    SELECT said.*
    FROM said
    LEFT JOIN ended
        ON ended.person_id = said.person_id
        AND ended.post = said.post
        AND ended.organization_id IS NOT DISTINCT FROM said.organization_id
    WHERE said.status IN ('current', 'acting')
      AND coalesce(said.begins <= day::DATE, TRUE)
      AND coalesce(said.ends > day::DATE, TRUE)
      AND coalesce(ended.ended_by <= said.as_of, TRUE)
    QUALIFY said.as_of > max(said.as_of) OVER (
        PARTITION BY said.post, said.organization_id
    ) - 60
),
counted AS (
    SELECT
        post,
        organization,
        organization_id,
        person,
        person_id,
        arg_max(status, (as_of, occupancy_id)) AS status,
        max(as_of) AS as_of,
        max(begins) AS begins,
        max(confidence) AS confidence,
        count(DISTINCT doc_id) AS n_documents,
        arg_max(occupancy_id, (as_of, occupancy_id)) AS occupancy_id
    FROM standing
    GROUP BY post, organization, organization_id, person, person_id
)
SELECT post, organization, person, status, as_of, begins, n_documents, occupancy_id
FROM counted
QUALIFY row_number() OVER (
    PARTITION BY post, organization_id
    ORDER BY n_documents DESC, as_of DESC, confidence DESC, person_id
) = 1
