"""Debian packages without installing them, from the machine's own mirror.

The mirror's name is never written down: apt tells which one this machine uses.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from runner import locks, processes
from runner.errors import Stop

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
# apt's own downloader, part of every apt: unlike `apt-get download` it goes on with
# a file that was cut.
HELPER = Path("/usr/lib/apt/apt-helper")
# What apt would install beside what is there; it only prints it.
LOOK = (
    "install",
    "-qq",
    "--print-uris",
    "--no-install-recommends",
    "--option=Acquire::ForceHash=SHA256",
)
ARCHIVE = re.compile(r"^'(?P<uri>[^']+)' (?P<name>\S+) \d+ (?P<digest>\w+:\w+)$", re.M)
NO_APT = (
    "Odoo is fetched as a Debian package and this machine has no Debian package"
    " source: give your own Odoo 19 with --odoo PATH."
)


class Unavailable(Stop):
    """This machine has no source of what was asked for."""


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
    raise Unavailable(NO_APT)


@dataclass(frozen=True)
class Archive:
    """One package's file on the mirror, with the digest of the signed index."""

    uri: str
    name: str
    digest: str

    def is_whole(self, path: Path) -> bool:
        """Tell whether the file is there, as the index describes it."""
        method, _, digest = self.digest.partition(":")
        if not path.exists() or method.lower() not in hashlib.algorithms_guaranteed:
            return False
        content = hashlib.new(method.lower(), path.read_bytes())
        return content.hexdigest() == digest.lower()


def listed(output: str) -> list[Archive]:
    """Return the archives that `apt-get download --print-uris` printed."""
    return [Archive(**match.groupdict()) for match in ARCHIVE.finditer(output)]


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
        if not (shutil.which("apt-get") and shutil.which("dpkg") and HELPER.exists()):
            raise Unavailable(NO_APT)
        targets = subprocess.run(
            ["apt-get", "indextargets", "--no-release-info", "--format",
             "$(REPO_URI)|$(RELEASE)|$(COMPONENT)"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        release = codename(Path("/etc/os-release").read_text())
        mirror = own_mirror(targets.stdout, release)
        home = self.folder / suite
        for part in ("lists/partial", "cache/archives/partial"):
            (home / part).mkdir(parents=True, exist_ok=True)
        signed = f"[signed-by={KEYRING}] " if KEYRING.exists() else ""
        line = f"deb {signed}{mirror} {suite if suite != 'own' else release} main\n"
        (home / "sources.list").write_text(line)

    def download(self, suite: str, packages: Sequence[str], target: Path) -> list[Path]:
        """Fetch `packages` of `suite` ("own": the machine's release) into `target`.

        apt checks every archive against the signed index, keeps one that is
        complete and goes on with one that was cut, where the mirror allows it.
        """
        with self._lists(suite, target) as options:
            return [
                self._fetch(self._find(package, options), options, target)
                for package in packages
            ]

    def download_with_needs(
        self, package: str, target: Path, unneeded: tuple[str, ...]
    ) -> list[Path]:
        """Fetch a package and all it needs that is not installed on this machine.

        `unneeded` are beginnings of names to leave out.
        """
        with self._lists("own", target) as options:
            try:
                output = self._run("Looking up what to fetch", *LOOK, package, *options)
            except Stop as stop:
                raise Unavailable(
                    f"{package} is not on this machine's mirror: {stop}"
                ) from stop
            return [
                self._fetch(archive, options, target)
                for archive in listed(output)
                if not archive.name.startswith(unneeded)
            ]

    @contextmanager
    def _lists(self, suite: str, target: Path) -> Iterator[list[str]]:
        """Give the options under which apt knows what a suite has today."""
        target.mkdir(parents=True, exist_ok=True)
        with locks.exclusive(self.folder / f"{suite}.lock"):
            self._prepare(suite)
            options = self._options(suite)
            self._run("Reading the Debian package index", "update", "-qq", *options)
            yield options

    def _find(self, package: str, options: Sequence[str]) -> Archive:
        what = "Looking Debian packages up"
        try:
            output = self._run(
                what, "download", "-qq", "--print-uris", package, *options
            )
        except Stop:
            output = ""
        for archive in listed(output):
            return archive
        raise Stop(
            f"The Debian package {package} is not on this machine's mirror: give your"
            " own Odoo 19 with --odoo PATH."
        )

    def _fetch(self, archive: Archive, options: Sequence[str], target: Path) -> Path:
        path = target / archive.name
        if archive.is_whole(path):
            return path
        # The helper asks even for a whole file, and some mirrors send it again.
        arguments = ("download-file", archive.uri, str(path), archive.digest)
        self._run("Fetching Debian packages", *arguments, *options, program=HELPER)
        return path

    def _run(self, what: str, *arguments: str, program: str | Path = "apt-get") -> str:
        # Our sentences look for words in the output: keep it in English. An archive
        # that lies in the current folder would not be listed.
        env = {**os.environ, "LC_ALL": "C"}
        return processes.run(
            what, [program, *arguments], log=self.log, env=env, cwd=self.folder
        )


def unpack(archive: Path, root: Path, log: Path) -> None:
    """Extract an archive's files below `root`."""
    processes.run(f"Unpacking {archive.name}", ["dpkg", "-x", archive, root], log=log)
