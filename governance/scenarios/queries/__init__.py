"""What steps say and rest on, who reads a scenario, and the facts that a result compares."""
