"""What is asked of criteria."""
