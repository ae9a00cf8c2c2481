"""A letter on paper: Word and PDF, in the layout of official papers (GB/T 9704—2012).

The same text always gives the same bytes. Nothing here knows Django.
"""
