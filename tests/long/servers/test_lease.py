"""The embedded servers: started for the first, shared, ended after the last; no orphan is left."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Timer

import pytest

from secrel.servers.lease import ensure, keeper_lives
from secrel.servers.places import SOCKET_LIMIT, Places, reachable_by_anyone
from secrel.servers.process import try_lock, wait_until

ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys, time
from secrel.servers.lease import lease
with lease() as places:
    print("up", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path_factory):
    """A short folder of its own that PostgreSQL's user may reach, below this run's in-memory home."""
    folder = Path(os.environ["SECREL_VAR"]).parent / f"lease-{time.monotonic_ns() % 10**8}"
    folder.mkdir(mode=0o755)
    return folder


def hold(home: Path) -> subprocess.Popen:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=ROOT,
        env=os.environ | {"SECREL_VAR": str(home / "var"), "SECREL_DATA": str(home / "data")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "up\n"
    return process


def servers_of(home: Path) -> list[int]:
    """Processes whose command line or environment names the folder, holders excepted."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                command = (entry / "cmdline").read_bytes()
                environment = (entry / "environ").read_bytes()
            except OSError:
                continue
            if HOLD.encode()[:40] not in command and str(home).encode() in command + environment:
                found.append(int(entry.name))
    return found


def test_servers_end_with_their_last_user(home):
    first, second = hold(home), hold(home)
    assert len(servers_of(home)) >= 3
    first.communicate()
    assert len(servers_of(home)) >= 3
    second.communicate()
    assert servers_of(home) == []


def test_who_comes_while_a_keeper_goes_gets_another(home):
    """Its lock is held for a moment after it let its users go."""
    places = Places(var=home / "var", data=home / "data")
    places.prepare()
    dying = os.open(places.var / "keeper.lock", os.O_RDWR | os.O_CREAT, 0o600)
    assert try_lock(dying, fcntl.LOCK_EX)
    Timer(0.5, os.close, [dying]).start()
    ensure(places)
    assert keeper_lives(places)
    assert wait_until(lambda: servers_of(home) == [], 10), "without a user it goes by itself"


def test_a_killed_user_leaves_no_orphan(home):
    process = hold(home)
    process.kill()
    process.wait()
    assert wait_until(lambda: servers_of(home) == [], 10), servers_of(home)


@pytest.mark.parametrize("name", ["postgres", "valkey-server"])
def test_a_killed_server_is_started_again(home, name):
    process = hold(home)
    try:
        victim = next(
            pid
            for pid in servers_of(home)
            if f"/{name}".encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
        )
        os.kill(victim, signal.SIGKILL)
        check = "from secrel.servers.lease import lease\nwith lease(): print('fine')"
        environment = os.environ | {"SECREL_VAR": str(home / "var"), "SECREL_DATA": str(home / "data")}
        done = subprocess.run(
            [sys.executable, "-c", check], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        assert done.stdout == "fine\n", done.stderr
    finally:
        process.communicate()
    assert servers_of(home) == []


def test_a_killed_keeper_takes_its_servers_with_it_and_is_replaced(home):
    process = hold(home)
    keeper = int((home / "var" / "keeper.lock").read_text())
    os.kill(keeper, signal.SIGKILL)
    assert wait_until(lambda: servers_of(home) == [], 15)
    again = hold(home)
    again.communicate()
    process.communicate()
    assert servers_of(home) == []


def test_modes_of_folders_above_stay_as_they_are(home):
    before = [folder.stat().st_mode for folder in home.parents]
    hold(home).communicate()
    assert [folder.stat().st_mode for folder in home.parents] == before


def test_socket_paths_stay_short():
    deep = Places(Path("/x"), Path("/" + "d" * 120))
    assert len(str(deep.sockets / ".s.PGSQL.5432.lock")) <= SOCKET_LIMIT


def test_a_private_folder_is_not_reachable_by_anyone(tmp_path):
    private = tmp_path / "private" / "deep"
    private.mkdir(parents=True)
    (tmp_path / "private").chmod(0o700)
    assert not reachable_by_anyone(private)
    assert reachable_by_anyone(Path("/usr/lib"))


def test_root_without_a_reachable_environment_runs_a_copy(home, monkeypatch):
    from secrel.servers import places as module

    monkeypatch.setattr(module, "reachable_by_anyone", lambda path: False)
    places = Places(home / "var", home / "data")
    places.prepare()
    if places.runs_as is None:
        pytest.skip("only root runs PostgreSQL as another user")
    copy = places.postgres_home()
    assert str(copy).startswith(str(home / "data"))
    version = subprocess.run([copy / "bin" / "postgres", "--version"], capture_output=True, text=True)
    assert version.stdout.startswith("postgres (PostgreSQL) 18")
