"""Reference data and example releases: published facts in our own words."""
