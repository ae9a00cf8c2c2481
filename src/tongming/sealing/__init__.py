"""What is personal, kept so that the database alone tells nothing.

Values and files are encrypted with keys that stand outside the database (`keys`), can be changed
(`rotating`) and can be compared without being opened (`seals.mark`).
"""
