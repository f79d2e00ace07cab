"""Programs of Debian with the libraries this machine lacks, unpacked, not installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from runner import apt, locks, processes, stamps, steps
from runner.apt import Apt, Unavailable
from runner.errors import Cut, Stop
from runner.project import Project

LAYOUT = 1  # raise it when what is unpacked or written below changes
# Nothing is drawn on a screen: no drivers of graphics cards, nor what they need. The
# machine's own C library is the one that its kernel and loader go with.
UNNEEDED = ("libgl1-mesa-dri", "libllvm", "libz3-", "iso-codes", "libc6_", "libc-bin_")
WRAPPER = """\
#!/bin/sh
export LD_LIBRARY_PATH="{libraries}${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"
export FONTCONFIG_FILE="{root}/fonts.conf"
export QT_PLUGIN_PATH="{plugins}" QT_QPA_PLATFORM=offscreen
exec "{program}" "$@"
"""
FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{root}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{root}/fonts-cache</cachedir>
</fontconfig>
"""


@dataclass(frozen=True)
class Program:
    """A Debian package, the commands that do its work, and its program's file."""

    package: str
    commands: tuple[str, ...]
    file: str

    def find(self) -> Path | None:
        """Return the path of what the machine or an earlier set-up has."""
        paths = filter(None, map(shutil.which, self.commands))
        return next(map(Path, paths), None)


WKHTMLTOPDF = Program("wkhtmltopdf", ("wkhtmltopdf",), "usr/bin/wkhtmltopdf")


class Unpacked:
    """One program below `.runtime/programs`."""

    def __init__(self, project: Project, program: Program) -> None:
        self.project = project
        self.program = program
        self.folder = project.runtime / "programs" / program.package
        self.log = project.logs / f"setup-{program.package}.log"
        self._stamp = stamps.Stamp(project.stamps, f"program-{program.package}")
        self._key = stamps.digest(LAYOUT, self.folder, program)

    def ensure(self) -> None:
        """Have it on PATH; raise Stop if it is not to be had.

        What this machine's own PATH has comes first and is left alone.
        """
        if self._stamp.matches(self._key):
            add_to_path(self.folder / "bin")
        if self.program.find():
            return
        with locks.exclusive(self._stamp.path.with_suffix(".lock")):
            with steps.step(f"{self.program.package} fetched"):
                source = Apt(self.project.runtime / "apt", self.log)
                archives = source.download_with_needs(
                    self.program.package, self.project.downloads, UNNEEDED
                )
                self._unpack(archives)
            self._stamp.write(self._key)
        add_to_path(self.folder / "bin")

    def _unpack(self, archives: Sequence[Path]) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for archive in archives:
            apt.unpack(archive, self.folder, self.log)
        command = self.folder / "bin" / self.program.commands[0]
        self._write_wrapper(command)
        what = f"Starting {self.program.package}"
        try:
            processes.run(what, [command, "--version"], log=self.log)
        except Stop as stop:
            raise Unavailable(str(stop)) from stop

    def _write_wrapper(self, command: Path) -> None:
        root = self.folder
        libraries = sorted({path.parent for path in root.rglob("lib*.so*")})
        plugins = sorted(root.glob("usr/lib/*/qt5/plugins"))
        (root / "fonts.conf").write_text(FONTS.format(root=root))
        command.parent.mkdir(exist_ok=True)
        command.write_text(
            WRAPPER.format(
                root=root,
                libraries=":".join(map(str, libraries)),
                plugins=":".join(map(str, plugins)),
                program=root / self.program.file,
            )
        )
        command.chmod(0o755)


def add_to_path(folder: Path) -> None:
    """Let every program we start find those of `folder`, after the machine's own."""
    places = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if str(folder) not in places:
        os.environ["PATH"] = os.pathsep.join([*places, str(folder)])


def try_wkhtmltopdf(project: Project) -> None:
    """Have wkhtmltopdf if it is to be had; Odoo shows pages instead where it is not.

    A machine without a source of it is asked once: later starts need no network.
    """
    refused = stamps.Stamp(project.stamps, "program-wkhtmltopdf-refused")
    if refused.path.exists():
        return
    try:
        Unpacked(project, WKHTMLTOPDF).ensure()
    except Cut as cut:
        steps.say(str(cut))
    except Unavailable as reason:
        steps.say(str(reason))
        refused.write(str(reason))
