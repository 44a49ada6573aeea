-- People whom articles give posts in different bodies: each article with its posts and its names.
WITH posts AS (
    SELECT person_id AS heard_id, doc_id, coalesce(organization_id, post) AS post_id
    FROM lake.occupancy
    SEMI JOIN (SELECT doc_id FROM lake.document WHERE is_current) USING (doc_id)
),
asked AS (
    SELECT heard_id FROM posts
    SEMI JOIN (SELECT heard_id FROM heard WHERE kind = 'person' AND len(words) > 1) USING (heard_id)
    GROUP BY heard_id
    HAVING count(DISTINCT post_id) > 1 AND count(DISTINCT doc_id) > 1
)
SELECT met.heard_id, met.doc_id, heard.first_met, other.heard_id AS thing_id, posts.post_id
FROM met
SEMI JOIN asked USING (heard_id)
JOIN heard USING (heard_id)
LEFT JOIN met AS other
    ON other.doc_id = met.doc_id AND other.heard_id <> met.heard_id
LEFT JOIN posts ON posts.heard_id = met.heard_id AND posts.doc_id = met.doc_id
ORDER BY ALL
