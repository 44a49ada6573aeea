-- How an article was changed: the lines that each version took out and put in.
-- Grain: one row per version of an article but its first.
WITH versioned AS (
    SELECT
        uri,
        version,
        doc_id,
        published_at,
        title,
        list_filter(string_split(text, chr(10)), line -> trim(line) <> '') AS lines,
        lag(lines) OVER history AS old_lines,
        lag(title) OVER history AS old_title
    FROM document
    WINDOW history AS (PARTITION BY uri ORDER BY version)
)
SELECT
    uri,
    version,
    doc_id,
    published_at,
    CASE WHEN title IS DISTINCT FROM old_title THEN old_title END AS old_title,
    list_filter(old_lines, line -> NOT list_contains(lines, line)) AS taken_out,
    list_filter(lines, line -> NOT list_contains(old_lines, line)) AS put_in
FROM versioned
WHERE old_lines IS NOT NULL
ORDER BY uri, version
