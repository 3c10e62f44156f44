"""Backups: database and files in one archive, written at one moment, and restored into an empty installation.

The archive is a plain tar. Its members, in this order: `manifest.json` (`manifest.py` describes it), `database.dump`
(pg_dump's custom format), and `files/<digest>` for each stored file that matches its digest.
"""

from governance.integrity.backups.manifest import BackupRefused, Manifest
from governance.integrity.backups.restoring import read_backup, restore_backup
from governance.integrity.backups.writing import write_backup

__all__ = ["BackupRefused", "Manifest", "read_backup", "restore_backup", "write_backup"]
