"""What is asked of acceptance."""
