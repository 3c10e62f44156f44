"""Where each value of a release comes from: who entered it, when, from which source, under which decision."""
