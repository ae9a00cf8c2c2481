"""The screens of letters: drafting beside how it will look, working on one, what a unit sets."""
