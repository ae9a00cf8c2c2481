"""Major administrative decisions: the year's catalogue and the steps of each (国务院令第713号)."""
