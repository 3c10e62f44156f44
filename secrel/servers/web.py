"""The web server: one listening socket, shared by several waitress processes (ADR 23).

    python -m secrel.servers.web --host 127.0.0.1 --port 8000 --processes 2 secrel.wsgi:application

The parent binds the socket and keeps the processes running; it serves nothing itself. Each process inherits the
socket, so the kernel hands a connection to one that is free.
"""

import socket
import sys
from argparse import ArgumentParser

from secrel.servers.supervisor import Process, Supervisor

WAITING = 1024  # connections that the kernel holds while the processes are busy


def listening(host: str, port: int) -> socket.socket:
    """A socket that the processes can inherit; raises OSError where the address is taken."""
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    shared = socket.socket(family, socket.SOCK_STREAM)
    shared.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    shared.bind((host, port))
    shared.listen(WAITING)
    shared.set_inheritable(True)
    return shared


def main() -> None:
    options = ArgumentParser(prog="python -m secrel.servers.web", description="Serves a WSGI application.")
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8000)
    options.add_argument("--processes", type=int, default=2, help="as many as cores")
    options.add_argument("--threads", type=int, default=4, help="requests at once in each process")
    options.add_argument("application", help="like secrel.wsgi:application")
    chosen = options.parse_args()
    try:
        shared = listening(chosen.host, chosen.port)
    except OSError as error:
        sys.exit(f"The web server cannot listen on {chosen.host}, port {chosen.port}: {error.strerror}.")
    serving = [sys.executable, "-m", "secrel.servers.serving"]
    arguments = ["--socket", str(shared.fileno()), "--threads", str(chosen.threads), chosen.application]
    processes = [
        Process(f"web process {number + 1}", [*serving, *arguments], inherits=(shared.fileno(),))
        for number in range(chosen.processes)
    ]
    Supervisor(processes).run()


if __name__ == "__main__":
    main()
