"""The index and its questions, without Django: writing, reading, finding, suggesting.

Made of character bigrams, so that every substring of two characters or more is found (words of a
dictionary lose names and run-together phrases; docs/decisions/ has the figures). A web server
needs nothing but this package and a copy of the folder to answer.
"""
