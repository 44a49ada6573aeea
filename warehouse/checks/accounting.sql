-- Law 5: every record met is current, superseded, repeated or quarantined.
SELECT run_id FROM run WHERE n_in <> n_current + n_superseded + n_repeat + n_quarantined
