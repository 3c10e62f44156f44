"""What a scenario brings: pure functions of the facts before and after it, one module for each subject."""
