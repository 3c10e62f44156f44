"""Rules about dates: the order of the timetable, rules for dates, phases, dates in running text."""
