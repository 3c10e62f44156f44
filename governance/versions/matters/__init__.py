"""Agenda items on versions of a RID, and motions."""
