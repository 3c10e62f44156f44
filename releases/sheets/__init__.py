"""The sheets in which a release is edited: timetable, matrices, summary, annexes, Change Requests."""
