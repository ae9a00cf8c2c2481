"""值班表: who is on duty on which day, and under which number."""
