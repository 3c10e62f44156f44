"""Regression testing in UIT: the Test Participants of a release, and the plans and results that they declare."""
