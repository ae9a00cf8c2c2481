"""Every check on the system's own records: a fault it finds, and a near miss it lets pass."""
