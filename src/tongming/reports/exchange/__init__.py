"""Reports handed from one installation to another in signed packages, over HTTP or by file."""
