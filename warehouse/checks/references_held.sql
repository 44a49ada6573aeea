-- Every reference between tables is held.
SELECT 'document.snapshot_id' AS reference, doc_id AS id FROM document
ANTI JOIN snapshot USING (snapshot_id)
UNION ALL SELECT 'mention.entity_id', mention_id FROM mention ANTI JOIN entity USING (entity_id)
UNION ALL SELECT 'alias.entity_id', entity_id FROM alias ANTI JOIN entity USING (entity_id)
UNION ALL SELECT 'statement_span.statement_id', statement_id FROM statement_span
ANTI JOIN statement USING (statement_id)
UNION ALL SELECT 'statement.speaker_id', statement_id FROM statement
WHERE speaker_id IS NOT NULL AND speaker_id NOT IN (SELECT entity_id FROM entity)
UNION ALL SELECT 'statement.speaker_mention_id', statement_id FROM statement
WHERE speaker_mention_id IS NOT NULL AND speaker_mention_id NOT IN (SELECT mention_id FROM mention)
UNION ALL SELECT 'statement.parent_id', statement_id FROM statement
WHERE parent_id IS NOT NULL AND parent_id NOT IN (SELECT statement_id FROM statement)
UNION ALL SELECT 'claim.statement_id', claim_id FROM claim
WHERE statement_id IS NOT NULL AND statement_id NOT IN (SELECT statement_id FROM statement)
UNION ALL SELECT 'claim.actor_id', claim_id FROM claim
WHERE actor_id IS NOT NULL AND actor_id NOT IN (SELECT entity_id FROM entity)
UNION ALL SELECT 'claim.object_id', claim_id FROM claim
WHERE object_id IS NOT NULL AND object_id NOT IN (SELECT entity_id FROM entity)
UNION ALL SELECT 'claim.timex_id', claim_id FROM claim
WHERE timex_id IS NOT NULL AND timex_id NOT IN (SELECT timex_id FROM timex)
UNION ALL SELECT 'occupancy.person_id', occupancy_id FROM occupancy
WHERE person_id IS NOT NULL AND person_id NOT IN (SELECT entity_id FROM entity)
UNION ALL SELECT 'occupancy.organization_id', occupancy_id FROM occupancy
WHERE organization_id IS NOT NULL AND organization_id NOT IN (SELECT entity_id FROM entity)
UNION ALL SELECT 'timex.anchor', timex_id FROM timex
WHERE anchor <> 'dct' AND anchor NOT IN (SELECT timex_id FROM timex)
