"""The room's screens. A decorator guards, a form checks shape, one action acts, then a redirect."""
