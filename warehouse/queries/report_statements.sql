-- Who said what, newest first.
SELECT said_begins, said_ends, speaker, attitude, cue, content, statement_id AS id
FROM who_said_what
ORDER BY said_begins DESC NULLS LAST, statement_id
