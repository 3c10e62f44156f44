"""The sheets in which a modification is edited: parts with their ticks, solutions, steps, assessments, links."""
