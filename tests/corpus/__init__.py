"""Messy annual reports of our own making, what they say, and the generator of most of them.

Not one of them is a real organ's report: places, people and figures are invented. The layouts are
those real reports are published in.
"""
