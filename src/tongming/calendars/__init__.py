"""The working-day calendar in force."""
