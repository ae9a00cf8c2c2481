"""The static pages of the section 政府信息公开.

Pure functions from plain data to files: no database, no clock, no request. `portal.site` gathers
the data; `publishing` writes the files.
"""
