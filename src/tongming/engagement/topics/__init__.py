"""热点回应: what many ask about is answered once for all; public opinion within its hours."""
