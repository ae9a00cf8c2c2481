"""Documents kept by the hash of their content."""
