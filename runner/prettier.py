"""Prettier for XML."""

from __future__ import annotations

from pathlib import Path

from runner import node_packages
from runner.workspace import Workspace


def argv(workspace: Workspace, mode: str) -> list[str | Path]:
    """Return the command line over the addons' XML; mode --check or --write."""
    modules = node_packages.modules(workspace.project)
    return [
        node_packages.node(workspace.venv),
        modules / "prettier/bin/prettier.cjs",
        "--plugin",
        modules / "@prettier/plugin-xml/src/plugin.js",
        mode,
        "--log-level",
        "warn",
        "--no-error-on-unmatched-pattern",
        "addons/**/*.xml",
    ]
