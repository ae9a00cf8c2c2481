"""The full-text index of what is public: one more published artefact."""
