-- Issues of the shard that the lake does not hold, one row each.
INSERT INTO lake.issue BY NAME
FROM new_issue
ANTI JOIN lake.issue USING (issue_id)
QUALIFY row_number() OVER (PARTITION BY issue_id ORDER BY detail) = 1
