"""Minutes extracts of meetings, and meeting packs: agenda, papers and RIDs as one PDF and one zip."""
