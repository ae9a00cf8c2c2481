"""A year's figures from what is known: records first, then statements, then what follows from them.

`equations`, `derive`, `evidence` and `combine` are plain Python; `counting` asks the register of
applications; `year` puts a unit's year together.
"""
