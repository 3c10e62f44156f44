"""Pages with pictures: all releases on one timeline to scale, and how one release changed over time."""
