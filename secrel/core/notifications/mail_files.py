"""Emails as files, where no mail server is configured: each complete or not there at all."""

import os
from contextlib import suppress
from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend


class MailFiles(EmailBackend):
    """Django's backend, which also removes what a full disk left half-written."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int | None:
        path = Path(self._get_filename())
        before = path.stat().st_size if path.exists() else None
        try:
            return super().send_messages(email_messages)
        except OSError:
            self._undo(path, before)
            raise

    def _undo(self, path: Path, before: int | None) -> None:
        """Close the file, which may fail on the full disk too, and restore its former length."""
        with suppress(OSError):
            self.close()
        if before is None:
            path.unlink(missing_ok=True)
        else:
            os.truncate(path, before)
