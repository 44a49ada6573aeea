-- Documents of the shard that the lake does not hold, one row each.
CREATE OR REPLACE TEMP TABLE fresh AS
FROM new_document
ANTI JOIN lake.document USING (doc_id)
QUALIFY row_number() OVER (PARTITION BY doc_id ORDER BY snapshot_id) = 1
