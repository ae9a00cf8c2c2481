"""第一周: what somebody new to a role does first, each step with its mark."""
