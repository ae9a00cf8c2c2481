"""Consultations in public: the static items, the page for opinions, following one, the decisions
they belong to."""
