"""Lists of powers and responsibilities (权力清单、责任清单)."""
