"""The register of applications for disclosure."""
