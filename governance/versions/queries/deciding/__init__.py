"""What a body that decides sees in one look."""
