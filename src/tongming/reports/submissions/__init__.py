"""Reports handed to the office above: read there, marked at the very cells, cleared."""
