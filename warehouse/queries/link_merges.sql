-- The pairs with what is found for them: from a score of 0.7 on they are one. What stands beside both
-- must say something: one thing of a few articles, or several of many (350 of `heard.weight`).
CREATE OR REPLACE TEMP TABLE merge AS
SELECT
    pair.heard_id,
    pair.other_id,
    pair.rule,
    CASE
        WHEN pair.score >= 0.7 THEN pair.score
        WHEN n_shared IS NULL OR weight < 350 THEN pair.score
        WHEN pair.rule = 'misspelling' THEN CASE
            WHEN pair.score = 0.6 THEN 0.8
            WHEN n_shared > 1 THEN 0.7
            ELSE 0.6
        END
        WHEN pair.score >= 0.5 AND (pair.rule = 'initial' OR n_shared > 1) THEN 0.7
        ELSE pair.score
    END::DOUBLE AS score,
    n_shared,
    best_no
FROM pair LEFT JOIN shared USING (heard_id, other_id);
