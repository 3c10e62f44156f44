"""Pages that edit modifications. The register and a modification's page are governance's: they tell of releases."""
