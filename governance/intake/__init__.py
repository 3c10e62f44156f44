"""Step 3 of bringing an old document in: a file is uploaded, read by a worker, confirmed by a person, and imported."""
