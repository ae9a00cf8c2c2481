"""What stands in a package, how it becomes bytes, who signed it. No Django, no database.

docs/exchange.md tells it to whoever writes another implementation.
"""
