"""Inspection: what is looked for, what was found, what is ordered put right, who stands where."""
