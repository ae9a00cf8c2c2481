"""Finished pages a second: nginx as the product sets it up, and the built-in server, beside a bare
nginx that hands out the same files.

    python -m benchmarks serving

One process of each serves; one client asks over one connection, several questions ahead, so that
it is not the client that is measured. The processor time of the server for a request stands
beside: it does not depend on the client at all. Without nginx (apt install nginx-light) nothing is
measured.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.asking import Asked, ask, etag_of
from benchmarks.sections import UNIT, Made, start

ITEMS = 60
REQUESTS = 4_000
ROUNDS = 5
ITEM = f"{UNIT}/items/2026/test-1/"
_BARE = """server {{ listen 127.0.0.1:{port}; root {root}; etag on;
types {{ text/html html; text/css css; application/pdf pdf; }} }}
"""
_AROUND = """{user}daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
worker_processes 1;
events {{}}
http {{ access_log off; sendfile on; tcp_nopush on; client_body_temp_path {folder}/body;
proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{server} }}
"""


@dataclass(frozen=True)
class Server:
    """Who serves, where the site begins, and the process to be watched."""

    name: str
    port: int
    prefix: str
    process: subprocess.Popen[bytes]

    def processor_seconds(self) -> float:
        """Used by the process and its workers so far."""
        own = psutil.Process(self.process.pid)
        used = (one.cpu_times() for one in (own, *own.children(recursive=True)))
        return float(sum(times.user + times.system for times in used))


def main() -> None:
    """A section, three servers of it, each kind of file asked of each in turn."""
    nginx = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    print("\nServing finished files, one process each")
    if nginx is None:
        print("  nginx is not installed, so there is nothing to compare (apt install nginx-light).")
        return
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        start(folder)
        from django.conf import settings

        from tongming.publishing import sources
        from tongming.publishing.nginx import configuration
        from tongming.publishing.rebuilding import rebuild

        sources.register(Made(ITEMS))
        rebuild()
        ports = [_free_port() for _n in range(3)]
        ours = configuration(
            root=settings.SITE,
            prefix=settings.SITE_PREFIX,
            names="localhost 127.0.0.1",
            upstream=f"http://127.0.0.1:{ports[2]}",
            listen=f"127.0.0.1:{ports[1]}",
            headers=settings.SITE_HEADERS,
        )
        bare = _BARE.format(port=ports[0], root=settings.SITE)
        built_in = [sys.executable, "-m", "tongming.cli", "serve", "--port", str(ports[2])]
        servers = [
            Server("bare nginx", ports[0], "/", running.enter_context(_nginx(nginx, bare))),
            Server("nginx as generated", ports[1], settings.SITE_PREFIX,
                   running.enter_context(_nginx(nginx, ours))),
            Server("the built-in server", ports[2], settings.SITE_PREFIX,
                   running.enter_context(_running(built_in))),
        ]  # fmt: skip
        for server in servers:
            _wait_for(server)
        for title, path, headers in (
            ("a page", ITEM, {}),
            ("a page the browser has already (304)", ITEM, {"If-None-Match": "?"}),
            ("a page, compressed where it can be", ITEM, {"Accept-Encoding": "gzip"}),
            ("a PDF", f"{ITEM}test-1.pdf", {}),
        ):
            _measure(title, path, headers, servers)


def _measure(title: str, path: str, headers: dict[str, str], servers: list[Server]) -> None:
    rates: dict[str, list[float]] = {server.name: [] for server in servers}
    costs: dict[str, list[float]] = {server.name: [] for server in servers}
    size = {}
    for counted in range(ROUNDS + 1):
        for server in servers:
            address = f"{server.prefix}{path}"
            own = {name: etag_of(server.port, address) if value == "?" else value
                   for name, value in headers.items()}  # fmt: skip
            number = REQUESTS if "nginx" in server.name else REQUESTS // 16
            before, began = server.processor_seconds(), time.perf_counter()
            asked: Asked = ask(server.port, address, own, number)
            taken = time.perf_counter() - began
            assert asked.statuses == {304 if "If-None-Match" in headers else 200}, asked
            if counted:
                rates[server.name].append(number / taken)
                costs[server.name].append((server.processor_seconds() - before) / number)
            size[server.name] = asked.received // number
    print(f"  {title}")
    first = servers[0].name
    for name, rate in rates.items():
        median, cost = statistics.median(rate), statistics.fmean(costs[name])
        ratio = median / statistics.median(rates[first])
        work = cost / statistics.fmean(costs[first])
        print(
            f"    {name:<22} {median:8,.0f} requests/s  {1e6 * cost:6,.0f} µs of processor each"
            f"  {size[name]:7,} bytes"
            f"   {ratio:.2f} : 1 in requests/s, {work:.1f} : 1 in work"
        )


@contextmanager
def _nginx(program: str, server: str) -> Iterator[subprocess.Popen[bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        user = "user root; " if os.geteuid() == 0 else ""
        file = Path(folder) / "nginx.conf"
        file.write_text(_AROUND.format(folder=folder, user=user, server=server), encoding="utf-8")
        with _running([program, "-c", str(file), "-p", folder]) as process:
            yield process


@contextmanager
def _running(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(server: Server) -> None:
    give_up = time.monotonic() + 60
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", server.port)) == 0:
                return
        if server.process.poll() is not None or time.monotonic() > give_up:
            raise SystemExit(f"{server.name} did not start")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
