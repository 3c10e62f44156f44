"""Database and files as one set, in one archive: written at one moment, checked, read into an empty installation.

The archive is a plain tar. Its members, in this order: `manifest.json` (`manifest.py` describes it), `database.dump`
(pg_dump's custom format), and `files/<digest>` for each stored file that is what its digest says.
"""

from governance.integrity.backups.manifest import BackupRefused, Held
from governance.integrity.backups.restoring import read_backup, restore_backup
from governance.integrity.backups.writing import write_backup

__all__ = ["BackupRefused", "Held", "read_backup", "restore_backup", "write_backup"]
