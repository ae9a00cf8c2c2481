"""互动交流: what citizens say and ask, and what the organ answers; each part an app of its own."""
