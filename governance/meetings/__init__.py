"""Meetings of bodies: agendas, positions, outcomes and decisions. Each subject of an item registers as a Matter."""
