"""工作交接: when a person leaves, everything that hangs on them gets a successor or a reason."""
