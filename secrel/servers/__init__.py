"""The embedded servers: PostgreSQL and Valkey out of wheels, for a machine that has neither.

A command that needs them takes a *lease* (`lease.py`). The first lease starts a *keeper*
(`keeper.py`), the servers' parent, which restarts what dies and ends when the last lease does.
Nothing here imports Django: `manage.py` uses it before settings exist.
"""
