"""Forms of a release. They only read input; operations apply the rules."""
