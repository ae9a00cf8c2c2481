"""The screens of handling: thin; what the law allows is asked of the actions."""
