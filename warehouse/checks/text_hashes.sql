-- Law 1: a document's hash and length are those of its text.
SELECT doc_id FROM document WHERE sha256(text) <> text_sha256 OR length(text) <> n_chars
