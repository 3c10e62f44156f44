"""Requests from outside, of every kind and from every role."""
