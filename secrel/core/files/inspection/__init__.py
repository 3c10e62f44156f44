"""What an uploaded file really is and holds, found out in a process of its own."""
