"""The Release Implementation Document: what it holds, its sections, what changed in it."""
