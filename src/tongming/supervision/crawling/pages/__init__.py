"""What a page says: read once when it was fetched, kept as plain data, checked later."""
