-- The newest visit of each input; an earlier one makes way.
CREATE OR REPLACE TEMP TABLE latest_visit AS
FROM new_visit
QUALIFY row_number() OVER (PARTITION BY source, uri ORDER BY visited_at DESC, state) = 1;

DELETE FROM lake.visit
WHERE EXISTS (
    FROM latest_visit AS latest WHERE latest.source = visit.source AND latest.uri = visit.uri
);

INSERT INTO lake.visit BY NAME FROM latest_visit
