"""The years before the system: published reports read in bulk, placed, accepted, compared."""
