"""What every kind of document shares: blocks, printing, freezing."""
