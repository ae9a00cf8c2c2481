"""Organs as a tree, people, roles and rights."""
