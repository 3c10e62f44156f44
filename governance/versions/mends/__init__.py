"""Findings together by rule, and the corrections that need one click, because only one is possible."""
