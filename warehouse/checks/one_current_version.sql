-- An article has one current version, and its versions are numbered without gaps.
SELECT uri FROM document
GROUP BY uri
HAVING count(*) FILTER (is_current) <> 1 OR max(version) <> count(*) OR count(DISTINCT version) <> count(*)
