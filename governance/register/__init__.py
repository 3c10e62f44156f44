"""The register of modifications, SEC documents and Change Requests, and releases opened."""
