-- Snapshots of the shard that are new, or were seen earlier than the lake has it.
CREATE OR REPLACE TEMP TABLE earlier_snapshots AS
FROM new_snapshot AS new
WHERE NOT EXISTS (
    FROM lake.snapshot AS held
    WHERE held.snapshot_id = new.snapshot_id
      AND (held.retrieved_at, held.uri, coalesce(held.locator, ''))
       <= (new.retrieved_at, new.uri, coalesce(new.locator, ''))
)
QUALIFY row_number() OVER (PARTITION BY snapshot_id ORDER BY retrieved_at, uri, locator) = 1;

CREATE OR REPLACE TEMP TABLE earlier_ids AS
SELECT snapshot_id FROM earlier_snapshots SEMI JOIN lake.snapshot USING (snapshot_id)
