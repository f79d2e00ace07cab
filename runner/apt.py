"""Debian packages without installing them, from the machine's own mirror.

The mirror's name is never written down: apt tells which one this machine uses.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from runner import locks, processes
from runner.errors import Stop

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
NO_APT = (
    "Odoo is fetched as a Debian package and this machine has no Debian package"
    " source: give your own Odoo 19 with --odoo PATH."
)


def codename(os_release: str) -> str:
    """Return the release's code name from the text of /etc/os-release."""
    for line in os_release.splitlines():
        name, _, value = line.partition("=")
        if name == "VERSION_CODENAME":
            return value.strip().strip('"')
    return ""


def own_mirror(targets: str, release: str) -> str:
    """Pick the mirror of the machine's own release out of apt's index targets.

    `targets` has one "repository uri|release|component" per line; other
    suppliers' sources name another release or component.
    """
    for line in targets.splitlines():
        uri, suite, component = (*line.split("|"), "", "")[:3]
        if suite == release and component == "main":
            return uri
    raise Stop(NO_APT)


class Apt:
    """apt with lists, cache and sources of its own, inside `.runtime/`."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder = folder
        self.log = log

    def _options(self, suite: str) -> list[str]:
        home = self.folder / suite
        options = {
            "Dir::Etc::SourceList": home / "sources.list",
            "Dir::Etc::SourceParts": "/dev/null",
            "Dir::State::Lists": home / "lists",
            "Dir::Cache": home / "cache",
            "APT::Sandbox::User": "root",
            "Acquire::Languages": "none",
            "Acquire::Retries": "3",
            "APT::Update::Error-Mode": "any",
            "Acquire::http::Timeout": "30",
        }
        return [
            part
            for name, value in options.items()
            for part in ("-o", f"{name}={value}")
        ]

    def _prepare(self, suite: str) -> None:
        if not shutil.which("apt-get") or not shutil.which("dpkg"):
            raise Stop(NO_APT)
        listed = subprocess.run(
            ["apt-get", "indextargets", "--no-release-info", "--format",
             "$(REPO_URI)|$(RELEASE)|$(COMPONENT)"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        release = codename(Path("/etc/os-release").read_text())
        mirror = own_mirror(listed.stdout, release)
        home = self.folder / suite
        for part in ("lists/partial", "cache/archives/partial"):
            (home / part).mkdir(parents=True, exist_ok=True)
        signed = f"[signed-by={KEYRING}] " if KEYRING.exists() else ""
        line = f"deb {signed}{mirror} {suite if suite != 'own' else release} main\n"
        (home / "sources.list").write_text(line)

    def download(self, suite: str, packages: Sequence[str], target: Path) -> list[Path]:
        """Fetch `packages` of `suite` ("own": the machine's release) into `target`.

        apt checks every archive against the signed index, keeps one that is
        complete and continues a partial one where the mirror allows it.
        """
        target.mkdir(parents=True, exist_ok=True)
        with locks.exclusive(self.folder / f"{suite}.lock"):
            self._prepare(suite)
            options = self._options(suite)
            self._run("Reading the Debian package index", [*options, "update", "-qq"])
            self._run(
                "Fetching Debian packages",
                [*options, "download", "-qq", *packages],
                cwd=target,
            )
        return [newest(target, package) for package in packages]

    def _run(
        self, what: str, arguments: Sequence[str], cwd: Path | None = None
    ) -> None:
        # Our sentences look for words in the output: keep it in English.
        env = {**os.environ, "LC_ALL": "C"}
        processes.run(what, ["apt-get", *arguments], log=self.log, env=env, cwd=cwd)


def newest(folder: Path, package: str) -> Path:
    """Return the archive of `package` fetched last."""
    found = sorted(
        folder.glob(f"{package}_*.deb"), key=lambda path: path.stat().st_mtime
    )
    if not found:
        raise Stop(
            f"The Debian package {package} is not on this machine's mirror: give your"
            " own Odoo 19 with --odoo PATH."
        )
    return found[-1]


def unpack(archive: Path, root: Path, log: Path) -> None:
    """Extract an archive's files below `root`."""
    processes.run(f"Unpacking {archive.name}", ["dpkg", "-x", archive, root], log=log)
