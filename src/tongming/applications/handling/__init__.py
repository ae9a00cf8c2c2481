"""From the application to its one lawful reply: the five steps, searches, withheld parts, help."""
