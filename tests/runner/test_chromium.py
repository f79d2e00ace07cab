"""A missing browser is installed where we may, otherwise the command is named."""

import os
import shutil

import pytest

from runner import chromium
from runner.errors import Stop

BY_HAND = r"`sudo apt install chromium`"


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """Function: a machine without Chromium, whose apt-get ends with this code."""

    def make(code, user=0):
        program = tmp_path / "apt-get"
        program.write_text(
            f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\n'
            f"echo 'E: Failed to fetch chromium' ; exit {code}\n"
        )
        program.chmod(0o755)
        which = shutil.which
        monkeypatch.setattr(shutil, "which", lambda name: which(name, path=tmp_path))
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        monkeypatch.setattr(os, "geteuid", lambda: user)
        return tmp_path

    return make


def test_root_gets_chromium_installed(machine):
    folder = machine(code=0)
    chromium.ensure(folder / "log")
    assert (folder / "calls").read_text().splitlines() == [
        "update -qq",
        "install -y -qq --no-install-recommends chromium",
    ]


def test_failed_installation_names_the_command_to_type(machine):
    folder = machine(code=100)
    with pytest.raises(Stop, match=f"download was cut.*{BY_HAND}"):
        chromium.ensure(folder / "log")


def test_ordinary_user_is_told_the_command_to_type(machine):
    folder = machine(code=0, user=1000)
    with pytest.raises(Stop, match=BY_HAND):
        chromium.ensure(folder / "log")
    assert not (folder / "calls").exists()
