"""What the words of a timetable mean: events, and rules as published documents write them."""
