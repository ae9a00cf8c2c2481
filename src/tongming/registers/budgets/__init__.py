"""Budgets, final accounts and 三公经费 (预算、决算、“三公”经费)."""
