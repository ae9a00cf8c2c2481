"""Measurements, each a ratio within one run: `make bench`.

Absolute figures depend on the machine and on what else it does; what is compared runs in turn,
several rounds, and the medians are set side by side.
"""
