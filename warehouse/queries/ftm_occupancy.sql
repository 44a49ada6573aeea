SELECT
    occupancy.occupancy_id AS id,
    occupancy.person_id AS holder,
    'po-' || md5(concat_ws('|', occupancy.post, occupancy.organization_id)) AS post,
    occupancy.status,
    occupancy.begins AS "startDate",
    occupancy.ends AS "endDate",
    occupancy.as_of AS date,
    occupancy.doc_id AS proof
FROM occupancy
JOIN entity AS holder ON holder.entity_id = occupancy.person_id AND holder.type = 'PERSON'
ORDER BY occupancy.occupancy_id
