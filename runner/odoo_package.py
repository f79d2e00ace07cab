"""Odoo 19 itself: Debian's package unpacked into `.runtime/odoo`."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from runner import apt, stamps, steps
from runner.apt import Apt
from runner.errors import Stop
from runner.project import Project

LAYOUT = 1  # raise it when `_mend` changes: old unpacked trees are then redone
SID = ("odoo-19", "fonts-montserrat")
OWN = (
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-roboto-unhinted",
    "fonts-inconsolata",
    "fonts-ocr-b",
)
PACKAGES = Path("usr/lib/python3/dist-packages")


@dataclass(frozen=True)
class OdooSource:
    """An Odoo to run: the folders Python looks in, and a name for its version."""

    python_path: Path
    addons_path: tuple[Path, ...]
    version: str


def own_source(path: Path) -> OdooSource:
    """Describe the user's own Odoo 19: a git checkout or an unpacked package."""
    path = path.resolve()
    for base in (path, path / PACKAGES):
        release = base / "odoo" / "release.py"
        if release.exists():
            break
    else:
        raise Stop(f"--odoo {path} is not an Odoo: it has no odoo/release.py.")
    if not re.search(r"version_info\s*=\s*\(19,\s*0", release.read_text()):
        raise Stop(f"--odoo {path} is not Odoo 19.0: Club runs on that version only.")
    addons = tuple(
        folder
        for folder in (base / "addons", base / "odoo" / "addons")
        if folder.is_dir()
    )
    return OdooSource(base, addons, f"own-{stamps.digest(base, release.read_text())}")


def debian_source(project: Project) -> OdooSource:
    """Describe the unpacked Debian package."""
    base = project.odoo / PACKAGES
    version = stamps.Stamp(project.stamps, "odoo").path.read_text()
    return OdooSource(base, (base / "odoo" / "addons",), version)


def is_ready(project: Project) -> bool:
    """Tell whether Odoo was fetched and unpacked completely."""
    stamp = stamps.Stamp(project.stamps, "odoo")
    return stamp.path.exists() and stamp.path.read_text().startswith(f"{LAYOUT} ")


def fetch(project: Project) -> None:
    """Bring Odoo onto the machine; what an earlier try finished is kept."""
    log = project.logs / "setup-odoo.log"
    source = Apt(project.runtime / "apt", log)
    with steps.step("Odoo 19 fetched") as note:
        archives = source.download("sid", SID, project.downloads)
        archives += source.download("own", OWN, project.downloads)
        note.note = archives[0].name.split("_")[1]
    with steps.step("Odoo 19 unpacked"):
        fresh = project.odoo.with_name("odoo.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for archive in archives:
            apt.unpack(archive, fresh, log)
        _mend(fresh / PACKAGES)
        shutil.rmtree(project.odoo, ignore_errors=True)
        fresh.rename(project.odoo)
    names = " ".join(archive.name for archive in archives)
    stamps.Stamp(project.stamps, "odoo").write(f"{LAYOUT} {names}")


def _mend(base: Path) -> None:
    """Repair what Debian's package lacks or says differently from the wheels."""
    lib = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
    blur = base / lib
    if not blur.exists():
        # Left out for its licence; an empty file silences an ERROR at each asset build.
        blur.parent.mkdir(parents=True, exist_ok=True)
        blur.touch()
    for info in base.glob("odoo-19*.egg-info/*"):
        if info.name in ("PKG-INFO", "requires.txt"):
            text = info.read_text()
            text = re.sub(r"\bpsycopg2\b(?!-)", "psycopg2-binary", text)
            info.write_text(re.sub(r"\bPyPDF2\b", "pypdf", text))
