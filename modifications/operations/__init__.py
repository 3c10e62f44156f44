"""Changes to modifications, SEC documents and Change Requests."""
