"""The sheets of costs: the DCC's cells by line and stage, and what stands beside them."""
