"""Mails as files, where no mail server is named: each whole or not there."""

import os
from contextlib import suppress
from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend


class MailFiles(EmailBackend):
    """Django's own, which takes away what a full disk left half-written."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int | None:
        path = Path(self._get_filename())
        before = path.stat().st_size if path.exists() else None
        try:
            return super().send_messages(email_messages)
        except OSError:
            self._forget(path, before)
            raise

    def _forget(self, path: Path, before: int | None) -> None:
        """Close the file, whose buffer may find no room either, and bring it back to its former length."""
        with suppress(OSError):
            self.close()
        if before is None:
            path.unlink(missing_ok=True)
        else:
            os.truncate(path, before)
