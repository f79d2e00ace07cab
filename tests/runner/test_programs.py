"""Missing programs are unpacked with what they need, otherwise the command is named."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from runner import apt, chromium, processes, programs
from runner.apt import Apt, Unavailable
from runner.errors import Cut, Stop
from runner.programs import WKHTMLTOPDF, Unpacked

PROGRAM = '#!/bin/sh\necho "$LD_LIBRARY_PATH|$FONTCONFIG_FILE|$*"\n'


class Mirror:
    """A mirror that has a program and a library, or fails as it is told to."""

    def __init__(self):
        self.failure = None
        self.asked = 0

    def download_with_needs(self, package, target, unneeded):
        self.asked += 1
        if self.failure:
            raise self.failure
        return [Path(package), Path("library")]

    @staticmethod
    def unpack(archive, root, log):
        file, content = ("usr/lib/x/libx.so.1", "")
        if archive.name == "wkhtmltopdf":
            file, content = ("usr/bin/wkhtmltopdf", PROGRAM)
        if archive.name == "chromium":
            file, content = ("usr/lib/chromium/chromium", PROGRAM)
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(content)
        (root / file).chmod(0o755)


@pytest.fixture
def mirror(monkeypatch, tmp_path):
    """A machine that has neither program, and a mirror for it."""
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    mirror = Mirror()
    monkeypatch.setattr(
        Apt,
        "download_with_needs",
        lambda self, *arguments: mirror.download_with_needs(*arguments),
    )
    monkeypatch.setattr(apt, "unpack", mirror.unpack)
    return mirror


def test_a_program_is_found_with_its_libraries(project, mirror):
    Unpacked(project, WKHTMLTOPDF).ensure()
    said = subprocess.check_output([shutil.which("wkhtmltopdf"), "a b"], text=True)
    root = project.runtime / "programs/wkhtmltopdf"
    assert said == f"{root}/usr/lib/x|{root}/fonts.conf|a b\n"


def test_what_was_unpacked_once_needs_no_network(project, mirror, monkeypatch):
    before = os.environ["PATH"]
    Unpacked(project, WKHTMLTOPDF).ensure()
    monkeypatch.setenv("PATH", before)
    Unpacked(project, WKHTMLTOPDF).ensure()
    assert WKHTMLTOPDF.find()
    assert mirror.asked == 1


def test_the_machines_own_program_is_left_alone(project, mirror, tmp_path):
    own = tmp_path / "empty/wkhtmltopdf"
    own.parent.mkdir()
    own.write_text(PROGRAM)
    own.chmod(0o755)
    Unpacked(project, WKHTMLTOPDF).ensure()
    assert WKHTMLTOPDF.find() == own
    assert not mirror.asked


def test_a_machine_without_a_source_is_asked_once(project, mirror):
    mirror.failure = Unavailable("no mirror")
    programs.try_wkhtmltopdf(project)
    programs.try_wkhtmltopdf(project)
    assert not WKHTMLTOPDF.find()
    assert mirror.asked == 1


def test_a_cut_download_is_tried_again(project, mirror, capsys):
    mirror.failure = Cut("the download was cut")
    programs.try_wkhtmltopdf(project)
    assert "the download was cut" in capsys.readouterr().out
    mirror.failure = None
    programs.try_wkhtmltopdf(project)
    assert WKHTMLTOPDF.find()


def test_a_full_disk_ends_the_set_up(project, mirror):
    mirror.failure = Stop("the disk is full")
    with pytest.raises(Stop, match="disk is full"):
        programs.try_wkhtmltopdf(project)


def test_a_program_that_does_not_start_is_not_there(project, mirror, monkeypatch):
    monkeypatch.setattr(Mirror, "unpack", staticmethod(lambda *arguments: None))
    monkeypatch.setattr(apt, "unpack", Mirror.unpack)
    with pytest.raises(Unavailable, match="Starting wkhtmltopdf failed"):
        Unpacked(project, WKHTMLTOPDF).ensure()
    assert not Unpacked(project, WKHTMLTOPDF)._stamp.path.exists()


def test_the_browser_is_brought_or_the_command_to_type_is_named(project, mirror):
    mirror.failure = Cut("the download was cut")
    with pytest.raises(Stop, match=r"download was cut.*`sudo apt install chromium`"):
        chromium.ensure(project)
    mirror.failure = None
    chromium.ensure(project)
    assert chromium.find().is_file()


def test_what_is_needed_is_fetched_and_drivers_are_not(tmp_path, monkeypatch):
    names = ("wkhtmltopdf_1_all.deb", "libqt_1_all.deb", "libllvm15_1_all.deb")
    fetched = []

    def run(what, argv, **options):
        argv = [str(part) for part in argv]
        if "--print-uris" in argv:
            return "".join(f"'http://m.example/{n}' {n} 7 SHA256:0a1b\n" for n in names)
        if "download-file" in argv:
            fetched.append(Path(argv[argv.index("download-file") + 2]).name)
        return ""

    monkeypatch.setattr(processes, "run", run)
    monkeypatch.setattr(Apt, "_prepare", lambda self, suite: None)
    source = Apt(tmp_path, tmp_path / "log")
    paths = source.download_with_needs("wkhtmltopdf", tmp_path, programs.UNNEEDED)
    assert [path.name for path in paths] == fetched == list(names[:2])
