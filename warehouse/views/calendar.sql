-- Everything that has a definite time, with its half-open days: filter with begins < day + 1 and ends > day.
-- Grain: one row per dated time expression or claim of a current document.
SELECT
    'claim' AS kind,
    claim.begins,
    claim.ends,
    claim.relation,
    claim.realis AS value,
    claim.text,
    document.uri,
    document.dct AS reported_on,
    claim.claim_id AS id
FROM claim
JOIN document USING (doc_id)
WHERE document.is_current AND coalesce(claim.begins, claim.ends) IS NOT NULL
UNION ALL
SELECT
    'timex',
    timex.begins,
    timex.ends,
    timex.relation,
    timex.value,
    timex.text,
    document.uri,
    document.dct,
    timex.timex_id
FROM timex
JOIN document USING (doc_id)
WHERE document.is_current AND NOT timex.is_vague AND coalesce(timex.begins, timex.ends) IS NOT NULL
ORDER BY begins NULLS FIRST, ends, id
