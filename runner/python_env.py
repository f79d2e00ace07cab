"""The project's own Python: a venv with the pinned packages and Odoo in view."""

from __future__ import annotations

import importlib.util
import os
import sys
import sysconfig
from pathlib import Path

from runner import apt, locks, processes, stamps, steps
from runner.project import Project

PTH = "club-odoo.pth"
# A cut download loses the packages of one batch, each of which costs a start of pip.
BATCH = 16


def without_user_settings() -> dict[str, str]:
    """Return the environment without what would mix other Pythons into the venv."""
    dropped = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    return {name: value for name, value in os.environ.items() if name not in dropped}


class Venv:
    """A virtual environment at `folder`."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.project = project
        self.folder = folder
        self.log = project.logs / "setup-python.log"

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / "bin" / "python"

    @property
    def site_packages(self) -> Path:
        """Where its packages lie."""
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        return self.folder / "lib" / version / "site-packages"

    def tool(self, name: str) -> Path:
        """Return the path of an installed command."""
        return self.folder / "bin" / name

    def _stamp(self, name: str) -> stamps.Stamp:
        return stamps.Stamp(self.project.stamps, f"{self.folder.name}-{name}")

    def _key(self, requirements: Path) -> str:
        machine = sysconfig.get_platform()
        return stamps.digest(sys.version, sys.prefix, machine, requirements.read_text())

    def has(self, requirements: Path) -> bool:
        """Tell whether this file's packages are installed as pinned today."""
        key = self._key(requirements)
        return self.python.exists() and self._stamp(requirements.stem).matches(key)

    def install(self, requirements: Path) -> None:
        """Install a fully pinned requirements file, creating the venv if needed.

        Every dependency is in the file, so pip resolves nothing: faster, and the
        same on every machine.
        """
        with locks.exclusive(self.project.stamps / f"{self.folder.name}.lock"):
            if self.has(requirements):
                return
            self._create()
            with steps.step(f"Python packages of {requirements.name}"):
                for batch in batches(requirements):
                    self._pip("install", "--no-deps", *batch)
            self._stamp(requirements.stem).write(self._key(requirements))

    def see_odoo(self, python_path: Path) -> None:
        """Put Odoo on the environment's path, for `import odoo` and for pip."""
        line = f"{python_path}\n"
        file = self.site_packages / PTH
        if not file.exists() or file.read_text() != line:
            file.write_text(line)

    def _create(self) -> None:
        created = self._stamp("venv")
        key = stamps.digest(sys.version, sys.prefix)
        if self.python.exists() and created.matches(key):
            return
        with steps.step("Python environment"):
            options = ["--clear"] if has_ensurepip() else ["--clear", "--without-pip"]
            processes.run(
                "Creating the Python environment",
                [sys.executable, "-m", "venv", *options, self.folder],
                log=self.log,
                env=without_user_settings(),
            )
        created.write(key)

    def _pip(self, *arguments: str | Path) -> str:
        env = without_user_settings()
        return processes.run(
            "Installing Python packages",
            [self.python, *self._pip_command(), *arguments, "--retries", "5",
             "--no-input", "--disable-pip-version-check", "--progress-bar", "off"],
            log=self.log, env=env,
        )  # fmt: skip

    def _pip_command(self) -> list[str | Path]:
        if (self.site_packages / "pip").is_dir():
            return ["-m", "pip"]
        return [pip_wheel(self.project) / "pip"]

    def download(self, requirement: str, target: Path) -> None:
        """Fetch one package's archive into `target` without installing it."""
        self._create()
        self._pip("download", "--no-deps", requirement, "-d", target)


def batches(requirements: Path) -> list[list[str]]:
    """Return the pins of a requirements file, a few at a time.

    pip installs nothing before everything is there; what an earlier batch has
    installed is not fetched again, also where pip keeps no cache.
    """
    lines = (line.strip() for line in requirements.read_text().splitlines())
    pins = [line for line in lines if line and not line.startswith("#")]
    return [pins[start : start + BATCH] for start in range(0, len(pins), BATCH)]


def has_ensurepip() -> bool:
    """Tell whether this Python can put pip into a venv (Debian splits that off)."""
    return importlib.util.find_spec("ensurepip") is not None


def pip_wheel(project: Project) -> Path:
    """Return pip's wheel out of Debian's package, fetched if it is not there."""
    folder = project.runtime / "pip-wheel"
    pattern = "usr/share/python-wheels/pip-*.whl"
    if not list(folder.glob(pattern)):
        log = project.logs / "setup-python.log"
        source = apt.Apt(project.runtime / "apt", log)
        with steps.step("pip, which python3-venv would have brought"):
            [archive] = source.download("own", ["python3-pip-whl"], project.downloads)
            apt.unpack(archive, folder, log)
    return next(iter(folder.glob(pattern)))
