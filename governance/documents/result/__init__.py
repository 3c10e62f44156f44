"""The result of a consultation: what was asked and answered, how each answer was dealt with, what was decided."""
