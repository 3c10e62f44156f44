"""Changes to meetings, agendas and what is decided there."""
