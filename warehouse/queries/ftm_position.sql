SELECT DISTINCT
    'po-' || md5(concat_ws('|', occupancy.post, occupancy.organization_id)) AS id,
    concat_ws(', ', occupancy.post, body.name) AS name,
    CASE WHEN body.type = 'ORG' THEN body.entity_id END AS organization,
    lower(body.country) AS country
FROM occupancy
JOIN entity AS holder ON holder.entity_id = occupancy.person_id AND holder.type = 'PERSON'
LEFT JOIN entity AS body ON body.entity_id = occupancy.organization_id
ORDER BY ALL
