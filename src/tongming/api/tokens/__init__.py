"""Tokens: made by whoever will answer for what is done with them, shown once, ended any time."""
