"""What is kept for good: verified, mended, backed up."""
