"""练习: a made-up application handled from receipt to the court, leaving no trace.

Nothing here has a table: how far somebody has come stands in their session and nowhere else. The
law asked is the same as for a real application, on a pretended day.
"""
