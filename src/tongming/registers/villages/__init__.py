"""Guidance of village affairs disclosure (村务公开): the villages and the quarterly checks."""
