"""Bodies meet, are asked and decide. What they are asked about registers as a Matter."""
