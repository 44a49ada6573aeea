-- The same document read from other bytes belongs to the snapshot whose hash comes first.
UPDATE lake.document
SET snapshot_id = new.snapshot_id
FROM (SELECT doc_id, min(snapshot_id) AS snapshot_id FROM new_document GROUP BY doc_id) AS new
WHERE document.doc_id = new.doc_id AND new.snapshot_id < document.snapshot_id
