"""Prepared databases in layers, built once and copied for every use.

A layer is an addon installed on top of the layer of the largest addon below it;
at the bottom lie Odoo's own modules. Its name carries a hash of all that went
into it, so nothing is ever out of date: it is there, or it is built.
"""

from __future__ import annotations

import os
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from runner import locks, odoo_command, odoo_log, processes, stamps, steps
from runner.addons import Suite
from runner.databases import Databases
from runner.errors import Stop
from runner.workspace import Workspace

KEPT = 3
ATTEMPTS = 3
PREFIX = "tpl"
ALL = "all"
ALL_EXTRA = ("l10n_fr_account",)


@dataclass(frozen=True)
class Layer:
    """What one template holds, for the files as they are at one moment."""

    title: str
    addons: frozenset[str]
    install: tuple[str, ...]
    below: str | None
    outside: tuple[str, ...]


def describe(suite: Suite, layer: str) -> Layer:
    """Return the layer of one addon, or the one of all addons together."""
    if layer == ALL:
        names = frozenset(suite.addons)
        below = max(
            names, key=lambda name: (len(suite.closure(name)), name), default=None
        )
        outside = (*suite.outside(names), *ALL_EXTRA)
        return Layer(layer, names, (*sorted(names), *ALL_EXTRA), below, outside)
    if layer not in suite.addons:
        raise Stop(f"There is no addon {layer} in {suite.folder}.")
    names = frozenset(suite.closure(layer))
    outside = tuple(suite.outside(names))
    return Layer(layer, names, (layer,), suite.parent(layer), outside)


class Templates:
    """The layers on one server."""

    def __init__(self, workspace: Workspace, databases: Databases) -> None:
        self.workspace = workspace
        self.databases = databases
        self.folder = workspace.project.runtime / "templates"
        requirements = workspace.requirements()[0].read_text()
        self.base_key = stamps.digest(workspace.odoo.version, requirements)

    @property
    def suite(self) -> Suite:
        """The addons as they are on disk now."""
        return Suite(self.workspace.project.addons)

    def copy(self, layer: str, name: str) -> str:
        """Copy the layer of addon `layer` (or "all") to database `name`.

        Returns the template's name.
        """
        with self._lock(layer):
            template = self._ensure(layer)
            self.databases.copy(template, name)
        return template

    def ensure(self, layer: str) -> str:
        """Return the name of the layer's template, building what is missing."""
        with self._lock(layer):
            return self._ensure(layer)

    def log(self, template: str) -> Path:
        """Return the log of a template's making."""
        return self.folder / f"{template}.log"

    def name(self, suite: Suite, layer: Layer) -> str:
        """Return the template's name for the files as they are now."""
        key = stamps.digest(self.base_key, suite.digest(layer.addons), *layer.outside)
        return f"{PREFIX}_{layer.title}_{key[:12]}"

    def _ensure(self, title: str) -> str:
        for _attempt in range(ATTEMPTS):
            suite = self.suite
            layer = describe(suite, title)
            name = self.name(suite, layer)
            if name not in self.databases.names():
                self._build(layer, name)
            if self.name(self.suite, layer) == name:
                self._used(title, name)
                return name
            # Somebody edited the addon while it was being installed.
            self.databases.drop(name)
        raise Stop(f"The files of {title} keep changing while it is installed.")

    def _build(self, layer: Layer, name: str) -> None:
        building = f"{name}_new"
        with steps.step(f"Test database with {layer.title}"):
            if layer.below:
                self.copy(layer.below, building)
            else:
                self._copy_core(layer.outside, building)
            self._install(building, layer.install, self.log(name))
            if layer.title == ALL:
                self._bundle(building, self.log(name))
            self.databases.rename(building, name)
            self.databases.seal(name)

    def _copy_core(self, modules: tuple[str, ...], target: str) -> None:
        key = stamps.digest(self.base_key, *modules)
        name = f"{PREFIX}_core_{key[:12]}"
        with self._lock("core"):
            if name not in self.databases.names():
                with steps.step(f"Test database with {', '.join(modules) or 'base'}"):
                    self.databases.create(f"{name}_new")
                    self._install(f"{name}_new", modules or ("base",), self.log(name))
                    self.databases.rename(f"{name}_new", name)
                    self.databases.seal(name)
            self._used("core", name)
            self.databases.copy(name, target)

    def _install(self, database: str, modules: tuple[str, ...], log: Path) -> None:
        config = odoo_command.write_config(
            self.workspace, self.databases.server, self.databases.data_dir, "test"
        )
        log.unlink(missing_ok=True)
        processes.run(
            f"Installing {', '.join(modules)}",
            odoo_command.command(
                self.workspace, "-c", config, "-d", database, "-i", ",".join(modules),
                "--stop-after-init", "--no-http", "--max-cron-threads=0",
            ),
            log=log,
            env=odoo_command.environment(),
        )  # fmt: skip
        odoo_log.refuse_errors(log, f"Installing {', '.join(modules)}")

    def _bundle(self, database: str, log: Path) -> None:
        """Make the pages' scripts and styles, or each server on a copy would."""
        processes.run(
            "Making the scripts and styles of pages",
            [self.workspace.venv.python, "-m", "runner.bundles_worker", database],
            log=log,
            env=odoo_command.worker_environment(
                self.workspace, self.databases, database
            ),
        )

    def _used(self, layer: str, name: str) -> None:
        """Note the use and drop the layer's oldest templates."""
        self.folder.mkdir(parents=True, exist_ok=True)
        mark = self.folder / f"{name}.used"
        mark.touch()
        os.utime(mark, (time.time(), time.time()))
        marks = sorted(
            (path for path in self.folder.glob(f"{PREFIX}_{layer}_*.used")
             if path.stem.rpartition("_")[0] == f"{PREFIX}_{layer}"),
            key=lambda path: path.stat().st_mtime,
        )  # fmt: skip
        for old in marks[:-KEPT]:
            self.databases.drop(old.stem)
            old.unlink()
            self.log(old.stem).unlink(missing_ok=True)

    def _lock(self, layer: str) -> AbstractContextManager[None]:
        return locks.exclusive(self.folder / f"{layer}.lock")
