-- What each source has brought, and how long ago its newest article is by its own date.
-- Grain: one row per source and publisher.
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
ORDER BY source, publisher
