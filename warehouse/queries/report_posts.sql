-- Who holds which post.
SELECT person, post, organization, status, last_as_of, occupancy_id AS id FROM office_holder LIMIT 200
