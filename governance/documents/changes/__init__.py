"""The list of what changed between two versions as a document of its own: printed, never frozen."""
