-- Who held each post on a day, by the last text that said so on or before it.
-- Grain: one row per post and organization.
-- Parameters: day
SELECT
    occupancy.post,
    organization.name AS organization,
    person.name AS person,
    occupancy.status,
    occupancy.as_of,
    occupancy.occupancy_id
FROM occupancy
JOIN document USING (doc_id)
JOIN entity AS person ON person.entity_id = occupancy.person_id
LEFT JOIN entity AS organization ON organization.entity_id = occupancy.organization_id
WHERE document.is_current
  AND occupancy.status IN ('current', 'acting')
  AND occupancy.as_of <= day::DATE
QUALIFY row_number() OVER (
    PARTITION BY occupancy.post, occupancy.organization_id
    ORDER BY occupancy.as_of DESC, occupancy.confidence DESC, occupancy.occupancy_id
) = 1
