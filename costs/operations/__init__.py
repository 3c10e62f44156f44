"""Changes to the costs of a release."""
