-- Who holds which post, and when a text first and last said so.
-- Grain: one row per person, post, organization and status.
SELECT
    person.name AS person,
    occupancy.post,
    organization.name AS organization,
    occupancy.status,
    min(occupancy.as_of) AS first_as_of,
    max(occupancy.as_of) AS last_as_of,
    count(DISTINCT occupancy.doc_id) AS n_documents,
    min(occupancy.occupancy_id) AS occupancy_id
FROM occupancy
JOIN document USING (doc_id)
JOIN entity AS person ON person.entity_id = occupancy.person_id
LEFT JOIN entity AS organization ON organization.entity_id = occupancy.organization_id
WHERE document.is_current
GROUP BY ALL
ORDER BY organization, occupancy.post, last_as_of DESC, person
