"""Pages that edit modifications. The register and a modification's page are in governance: they show releases."""
