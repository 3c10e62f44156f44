"""Pictures of facts: coordinates computed from data, for the SVG of a page. No database, no request, no clock."""
