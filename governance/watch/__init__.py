"""What is late, due, waiting and new, and who is notified."""
