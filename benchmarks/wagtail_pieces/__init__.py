"""What the measurement beside Wagtail puts into a site of Wagtail; runs there, not here."""
