"""A whole county to close a year in: its office, nine towns, twenty departments, three years.

Every fact comes from the action a person's screen uses, on the day it is played on; the volumes
are those of small offices and the same each time (docs/decisions/1501).
"""
