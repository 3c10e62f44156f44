"""Changes to a release, its scope, timetable, impacts and testing."""
