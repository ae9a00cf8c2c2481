"""A county and a town to try the system with: units, people, a past year, the current one.

Everything is done by the actions a person's screens use. What is there already is left alone, so
that preparing twice changes nothing.
"""
