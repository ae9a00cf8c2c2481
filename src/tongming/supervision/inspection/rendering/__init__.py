"""The papers of inspection as Word and PDF (GB/T 9704—2012): orders, criticism, the quarter.

The same paper always gives the same bytes. Nothing here knows Django.
"""
