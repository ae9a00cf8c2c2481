"""督办事项: issued with a term, signed, fed back, looked at, closed, told the public."""
