"""The embedded servers: PostgreSQL and Valkey from wheels, for a machine that has neither.

A command that needs them takes a *lease* (`lease.py`). The first lease starts a *keeper*
(`keeper.py`), the servers' parent process, which restarts them if they die and ends with the last lease.
Nothing here imports Django: `manage.py` uses it before settings exist.
"""
