"""The tests themselves stay on this machine and know nothing of who runs them."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guard.sitecustomize import NetworkForbidden, is_local

# TEST-NET-1 of RFC 5737: no host has it.
NOWHERE = "192.0.2.1"


def test_connecting_beyond_loopback_raises() -> None:
    with socket.socket() as peer, pytest.raises(NetworkForbidden, match=NOWHERE):
        peer.connect((NOWHERE, 80))


def test_looking_up_a_name_raises() -> None:
    with pytest.raises(NetworkForbidden, match=r"news\.example"):
        socket.getaddrinfo("news.example", 443)


async def test_the_event_loop_cannot_connect_beyond_loopback_either() -> None:
    with pytest.raises(NetworkForbidden):
        await asyncio.open_connection(NOWHERE, 80)


def test_loopback_stays_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_a_process_started_by_a_test_is_offline_too() -> None:
    code = f"import socket; socket.create_connection(({NOWHERE!r}, 80))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "NetworkForbidden" in run.stderr


@pytest.mark.parametrize(
    "host", [None, "", "localhost", "127.0.0.1", b"127.8.0.1", "::1", "0.0.0.0"]
)
def test_hosts_of_this_machine_are_local(host: object) -> None:
    assert is_local(host)


@pytest.mark.parametrize("host", [NOWHERE, "10.0.0.1", "localhost.example", "2001:db8::1"])
def test_other_hosts_are_not_local(host: object) -> None:
    assert not is_local(host)


def test_every_test_has_an_empty_home_and_no_settings(fresh_home: Path) -> None:
    assert Path.home() == fresh_home == Path.cwd()
    assert list(fresh_home.iterdir()) == []
    assert [name for name in os.environ if name.startswith("BACKFILE_")] == ["BACKFILE_HOME"]
    assert "DISCORD_TOKEN" not in os.environ


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted on Linux")
def test_numpy_keeps_to_one_thread_in_tests_and_in_what_they_start() -> None:
    code = "import os, numpy; print(len(os.listdir('/proc/self/task')))"
    assert int(subprocess.check_output([sys.executable, "-c", code])) == 1
