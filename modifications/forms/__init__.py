"""Forms of a modification. They only read input; operations apply the rules."""
