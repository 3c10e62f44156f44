"""A document checked against itself, the standard and the calendar: one small function a rule. Source: DOMAIN 9."""
