"""Opening releases, in a slot or from an earlier one, and changing their profile."""
