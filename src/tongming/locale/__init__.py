"""The English of the product: its catalogue and its formats."""
