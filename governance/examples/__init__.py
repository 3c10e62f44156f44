"""Reference data, and releases to look at: facts as published, sentences our own."""
