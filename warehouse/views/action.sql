-- What a predicate does to a thing: verbs of one family say the same, or with another sign the opposite.
-- Grain: one row per predicate; predicates that are not listed are a family of their own.
SELECT predicate, family, sign
FROM (
    SELECT replace(unnest(string_split(words, ' ')), '_', ' ') AS predicate, family, sign
    FROM (
        VALUES
        -- NASA envisions the station to continue; Russia will withdraw from it.
        ('stay', 1, 'stay remain continue keep operate extend maintain prolong retain'),
        ('stay', -1, 'leave withdraw exit end stop quit close terminate abandon cease shut depart retire scrap shut_down close_down step_down stand_down'),
        -- The debate will be held; the debate will be cancelled.
        ('hold', 1, 'hold host conduct convene'),
        ('hold', -1, 'cancel boycott scrap call_off'),
        -- The senate will approve the bill; the president will veto it.
        ('approve', 1, 'approve back support ratify accept pass endorse adopt sign'),
        ('approve', -1, 'reject oppose block veto refuse'),
        -- The mine will open; the mine will not open.
        ('open', 1, 'open reopen launch inaugurate'),
        -- Taxes will be raised; taxes will be cut.
        ('raise', 1, 'raise increase expand'),
        ('raise', -1, 'cut reduce lower decrease'),
        -- The sanctions will be lifted; they will be imposed.
        ('impose', 1, 'impose reimpose introduce'),
        ('impose', -1, 'lift repeal revoke ease')
    ) AS listed (family, sign, words)
)
QUALIFY row_number() OVER (PARTITION BY predicate ORDER BY family, sign) = 1
