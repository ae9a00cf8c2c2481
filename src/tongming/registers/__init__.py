"""Structured disclosure: lists of powers, budgets, the standard catalogue, decisions, tallies.

Each register is an app of its own. What becomes public of one goes out as a document of
`information`, through its review, signature and publication: there is one way to the public.
"""
