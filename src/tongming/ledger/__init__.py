"""What was done, by whom, when: append-only, each entry bound to the one before by its hash."""
