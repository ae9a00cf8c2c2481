"""Who applied: sealed, masked on screens, opened only to who handles the case, erased in time."""
