"""The register of reconsiderations and suits over the work of disclosure."""
