"""The staff frame."""
