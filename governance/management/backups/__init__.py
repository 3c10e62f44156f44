"""Database and files as one set, in one archive: written at one moment, checked, read into an empty installation.

The archive is a plain tar. Its members, in this order: `manifest.json` (`manifest.py` describes it), `database.dump`
(pg_dump's custom format), and `files/<digest>` for each stored file that is what its digest says.
"""

from governance.management.backups.manifest import BackupRefused, Held
from governance.management.backups.restoring import read_backup, restore_backup
from governance.management.backups.writing import write_backup

__all__ = ["BackupRefused", "Held", "read_backup", "restore_backup", "write_backup"]
