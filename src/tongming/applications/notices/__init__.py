"""Telling people of legal deadlines: by e-mail, by text message, in their calendars.

What leaves the house names a number, a duty, a day and a link: nothing of the applicant, and
nothing anybody wrote.
"""
