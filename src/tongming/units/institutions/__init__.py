"""制度: a unit's own rules for its disclosure work, in versions, approved and acknowledged."""
