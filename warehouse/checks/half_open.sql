-- Law 6: an interval ends after it begins.
SELECT 'timex' AS kind, timex_id AS id FROM timex WHERE begins >= ends
UNION ALL SELECT 'claim', claim_id FROM claim WHERE begins >= ends
UNION ALL SELECT 'statement', statement_id FROM statement WHERE said_begins >= said_ends
UNION ALL SELECT 'occupancy', occupancy_id FROM occupancy WHERE begins >= ends
