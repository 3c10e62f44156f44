"""RIDs from outside: read, checked, taken over as facts by operations."""
