"""What is asked of flags and news."""
