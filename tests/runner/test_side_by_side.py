"""Groups of tests run side by side: neither takes or stops what is the other's."""

import os
import socket

import pytest

from runner import odoo_command, ports, processes
from runner.server import Server
from runner.settings import Settings
from runner.workspace import Workspace


def listen(port, shared):
    """Listen on a port, as a server that says whether it may be shared."""
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(shared))
    server.bind((ports.LOOPBACK, port))
    server.listen()
    return server


def test_a_port_is_given_to_one_only():
    given = [ports.free() for _time in range(50)]
    assert len(set(given)) == len(given)
    with pytest.raises(OSError, match="in use"):
        listen(given[0], shared=False)


def test_odoo_listens_on_the_port_it_was_given():
    port = ports.free()
    with listen(port, shared=True), socket.create_connection((ports.LOOPBACK, port)):
        pass


def test_a_child_that_has_ended_is_not_stopped_again(monkeypatch):
    child = processes.spawn(["true"])
    processes.stop(child)
    signalled = []
    monkeypatch.setattr(os, "killpg", lambda *said: signalled.append(said))
    processes.stop(child)
    assert not signalled


class OdooSomewhere(Workspace):
    """A workspace whose Odoo was not fetched."""

    @property
    def odoo(self):
        class Source:
            addons_path = ()

        return Source()


def test_who_reads_a_configuration_reads_a_whole_one(project, tmp_path):
    workspace = OdooSomewhere(project, Settings())
    first = odoo_command.write_config(workspace, Server("one"), tmp_path, "test")
    with first.open() as reader:
        again = odoo_command.write_config(workspace, Server("two"), tmp_path, "test")
        assert "db_host = one" in reader.read()
    assert again == first
    assert "db_host = two" in again.read_text()
    assert again.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in again.parent.iterdir()] == ["test.conf"]
