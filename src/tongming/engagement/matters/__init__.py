"""Supervised matters (督办事项): issued with a term, fed back, looked at, closed, told the public."""
