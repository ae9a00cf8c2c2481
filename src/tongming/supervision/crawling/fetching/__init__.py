"""Getting pages from other people's servers: politely, within bounds, never from inside ours.

Knows nothing of Django or of what the pages are looked at for.
"""
