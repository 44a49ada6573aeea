-- What each source has brought, what of it failed, and how long ago its newest article is.
-- Grain: one row per source and publisher.
-- The lag is in days, from the newest article's own date to the last look at the source.
WITH visited AS (
    SELECT
        source,
        max(visited_at) AS last_visited_at,
        count(*) FILTER (has_failed) AS n_failed,
        last(uri || ': ' || reason ORDER BY visited_at, uri) FILTER (has_failed) AS last_failure
    FROM (SELECT *, reason IS NOT NULL AND n_accepted = 0 AS has_failed FROM visit)
    GROUP BY source
),
brought AS (
    SELECT
        source,
        publisher,
        count(*) FILTER (is_current) AS n_current,
        count(*) FILTER (NOT is_current) AS n_superseded,
        min(dct) AS first_day,
        max(dct) AS last_day,
        count(*) FILTER (dct IS NULL) AS n_undated
    FROM document
    GROUP BY ALL
)
SELECT
    source,
    publisher,
    coalesce(n_current, 0) AS n_current,
    coalesce(n_superseded, 0) AS n_superseded,
    first_day,
    last_day,
    coalesce(n_undated, 0) AS n_undated,
    last_visited_at,
    date_diff('day', last_day, last_visited_at::TIMESTAMP::DATE) AS lag_days,
    coalesce(n_failed, 0) AS n_failed,
    last_failure
FROM brought
FULL JOIN visited USING (source)
ORDER BY source, publisher
