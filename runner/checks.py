"""The lint stack as data: what each check runs, and how it mends."""

from __future__ import annotations

import configparser
from dataclasses import dataclass, field
from pathlib import Path

from runner import pip_check, prettier
from runner.addons import Suite
from runner.workspace import Workspace

Argv = list[str | Path]

# OCA's READMEs are .rst, ours are .md (house style).
OCA_OFF = "prefer-readme-rst"
# It empties a French text equal to the English one; ours must all be there, so that
# a missing translation is told from an equal one.
PO_OFF = "po-pretty-format"
# A model over 300 lines is split over files that inherit it (house style).
PYLINT_OFF = "missing-readme,consider-merging-classes-inherited"
PYLINT: Argv = [
    "--load-plugins=pylint_odoo",
    "--valid-odoo-versions=19.0",
    "--manifest-required-authors=Club contributors",
    "--score=no",
    "--disable=all",
    "--enable=odoolint",
    f"--disable={PYLINT_OFF}",
]


@dataclass(frozen=True)
class Check:
    """One tool over the whole project; `fix` is the same tool mending."""

    name: str
    argv: Argv
    fix: Argv | None = None
    env: dict[str, str] = field(default_factory=dict)


def pure_packages(root: Path) -> list[Path]:
    """Return the plain Python packages that mypy.ini lists."""
    settings = configparser.ConfigParser()
    settings.read(root / "mypy.ini")
    return [root / line for line in settings.get("club", "pure", fallback="").split()]


def all_checks(workspace: Workspace) -> list[Check]:
    """Return the checks in the order they are reported."""
    tool = workspace.venv.tool
    suite = Suite(workspace.project.addons)
    modules = [addon.folder for addon in suite.addons.values()]
    po_files = sorted(workspace.project.addons.glob("*/i18n/*.po*"))
    # Addons that come as packages are where Python finds them.
    packaged = workspace.venv.site_packages / "odoo" / "addons"
    odoo_addons = ",".join(
        str(each)
        for each in (workspace.project.addons, *workspace.odoo.addons_path, packaged)
    )
    ruff = tool("ruff")
    rules: Argv = [tool("ruff-odoo"), "check", "--no-cache"]
    rules += ["--config", workspace.project.root / "ruff-odoo.toml"]
    oca: Argv = [tool("oca-checks-odoo-module"), "-d", OCA_OFF]
    oca_po: Argv = [tool("oca-checks-po"), "-d", PO_OFF]
    licences: Argv = [tool("manifestoo"), "--addons-path", odoo_addons]
    licences += ["--select-addons-dir", workspace.project.addons, "check-licenses"]
    checks = [
        Check("ruff", [ruff, "check", "."], [ruff, "check", "--fix", "."]),
        Check("format", [ruff, "format", "--check", "."], [ruff, "format", "."]),
        Check("mypy", [*_mypy(workspace, "runner"), "runner"]),
        *_mypy_pure(workspace),
        Check("pip", [workspace.venv.python, pip_check.__file__]),
    ]
    if not modules:
        return checks
    return [
        *checks,
        Check("ruff-odoo", [*rules, *modules], [*rules, "--fix", *modules]),
        Check("pylint-odoo", [tool("pylint"), *PYLINT, *modules]),
        Check("oca-hooks", [*oca, *modules], [*oca, "--fix", *modules]),
        *([Check("oca-po", [*oca_po, *po_files])] if po_files else []),
        Check(
            "prettier",
            prettier.argv(workspace, "--check"),
            prettier.argv(workspace, "--write"),
        ),
        Check("licences", licences),
    ]


def _mypy_pure(workspace: Workspace) -> list[Check]:
    """Each pure package is checked by its own name, away from its addon's models."""
    return [
        Check(
            f"mypy {package.name}",
            [*_mypy(workspace, package.name), package],
            env={"MYPYPATH": str(package.parent)},
        )
        for package in pure_packages(workspace.project.root)
        if package.is_dir()
    ]


def _mypy(workspace: Workspace, name: str) -> Argv:
    """Return mypy with a cache of its own: checks run side by side, and two that
    fill one empty cache end in an internal error now and then."""
    cache = workspace.project.root / ".mypy_cache" / name
    return [workspace.venv.tool("mypy"), "--cache-dir", cache]
