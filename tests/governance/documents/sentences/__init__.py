"""Tests of the standard sentences and their editions."""
