"""The checks of a paper: one function a rule."""
