"""Monthly tallies of administration: permits, penalties, coercion, fees, procurement."""
