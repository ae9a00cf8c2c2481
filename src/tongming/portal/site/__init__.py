"""The section's pages for the publishing mechanism: which parts there are, and their files.

`parts` names the parts and says what changes with what; `reading` turns rows of the database into
what pages are made of; `making` gathers what a part needs; `renderer` is what publishing knows.
"""
