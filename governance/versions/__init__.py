"""Versions of a RID: issued, presented, decided on, published."""
