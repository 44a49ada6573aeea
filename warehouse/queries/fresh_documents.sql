-- Documents of the shard that the lake does not hold, or holds as another annotator read them.
CREATE OR REPLACE TEMP TABLE fresh AS
FROM new_document AS new
WHERE NOT EXISTS (
    FROM lake.document AS held
    WHERE held.doc_id = new.doc_id
      AND (new.annotator IS NULL OR held.annotator IS NOT DISTINCT FROM new.annotator)
)
QUALIFY row_number() OVER (PARTITION BY doc_id ORDER BY annotator NULLS LAST, snapshot_id) = 1
