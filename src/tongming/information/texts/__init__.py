"""What is done to words, without a database: clean, compare, number, suggest, bring in."""
