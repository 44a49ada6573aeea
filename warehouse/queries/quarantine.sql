-- Inputs that were not accepted, the first hundred by name.
SELECT uri, locator, reason, detail
FROM issue
WHERE is_fatal
ORDER BY uri, locator, reason
LIMIT 100
