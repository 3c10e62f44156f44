"""What is asked of versions, and which document a person sees."""
