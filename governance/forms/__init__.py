"""Forms of versions, evidence, the register, and of opening a release."""
