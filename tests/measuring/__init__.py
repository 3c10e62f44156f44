"""Measurements outside the suite: speed as ratios, and which faults the suite detects."""
