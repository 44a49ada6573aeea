-- Posts that texts give to people, without bodies that were inferred where a text names another one.
-- Grain: one row per post that a current document gives to a person.
WITH named AS (
    SELECT DISTINCT person_id, post FROM occupancy
    WHERE organization_id IS NOT NULL AND NOT contains(rule, ',')
)
SELECT
    occupancy.*,
    person.name AS person,
    organization.name AS organization,
    -- Posts that several people hold at a time have no succession.
    regexp_matches(
        occupancy.post,
        '(senator|representative|congress(wo)?man|mp|mep|judge|justice|officer|member|astronaut|cosmonaut|professor|councillor|ambassador|spokes(wo)?(man|person)|lawyer|attorney|elder|editor|coach|commissioner|founder|owner)$'
    ) AS is_shared
FROM occupancy
JOIN document USING (doc_id)
JOIN entity AS person ON person.entity_id = occupancy.person_id
LEFT JOIN entity AS organization ON organization.entity_id = occupancy.organization_id
LEFT JOIN named ON named.person_id = occupancy.person_id AND named.post = occupancy.post
WHERE document.is_current
  AND (named.person_id IS NULL OR NOT contains(occupancy.rule, ','))
