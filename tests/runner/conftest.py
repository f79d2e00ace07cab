"""The runner's own tests: no Odoo, no network, no database."""

import importlib.util
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

from runner.project import Project

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path):
    """A checkout in an empty folder."""
    return Project(tmp_path)


@pytest.fixture(scope="session")
def club_script():
    """The `club` file as a module."""
    loader = SourceFileLoader("club_script", str(ROOT / "club"))
    spec = importlib.util.spec_from_loader("club_script", loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module
