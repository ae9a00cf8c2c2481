"""A county's sum: which reports are added is chosen openly; every figure opens onto them."""
