"""Looking at a section as the public sees it: fetched politely, read, checked, found again."""
