"""Contents kept, PDFs made."""
