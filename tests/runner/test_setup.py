"""Set-up: what is finished stays finished, what was cut is done again."""

import hashlib
from pathlib import Path

import pytest

from runner import (
    apt,
    odoo_package,
    postgres_files,
    processes,
    python_env,
    stamps,
)
from runner.errors import Stop
from runner.python_env import Venv
from runner.stamps import Stamp

TARGETS = (
    "https://other.example/apt/|cloud-bookworm|main\n"
    "http://mirror.example/debian-security/|bookworm-security|main\n"
    "http://mirror.example/debian/|bookworm|contrib\n"
    "http://mirror.example/debian/|bookworm|main\n"
)


def test_mirror_is_the_machines_own_for_its_release():
    assert apt.own_mirror(TARGETS, "bookworm") == "http://mirror.example/debian/"


def test_machine_without_mirror_is_sent_to_its_own_odoo():
    with pytest.raises(Stop, match="--odoo PATH"):
        apt.own_mirror("", "bookworm")


def test_code_name_is_read_with_or_without_quotes():
    assert apt.codename('ID=debian\nVERSION_CODENAME="bookworm"\n') == "bookworm"
    assert apt.codename("VERSION_CODENAME=trixie\n") == "trixie"


def test_stamp_matches_only_the_inputs_it_was_written_for(tmp_path):
    stamp = Stamp(tmp_path / "stamps", "odoo")
    assert not stamp.matches("one")
    stamp.write("one")
    assert stamp.matches("one")
    assert not stamp.matches("two")


def test_content_not_time_decides_a_files_digest(tmp_path):
    file = tmp_path / "a.py"
    file.write_text("x = 1")
    before = stamps.digest_files([file], tmp_path)
    file.write_text("x = 1")
    assert stamps.digest_files([file], tmp_path) == before
    file.write_text("x = 2")
    assert stamps.digest_files([file], tmp_path) != before


class FakeTools:
    """Stands in for apt-get and dpkg; `cut` breaks the nth download."""

    def __init__(self, cut=0):
        self.cut = cut
        self.calls = []
        self.downloads = 0
        self.found = {}

    def __call__(self, what, argv, *, cwd=None, **options):
        argv = [str(part) for part in argv]
        self.calls.append(argv[0])
        if "--print-uris" in argv:
            name = f"{argv[argv.index('--print-uris') + 1]}_1_all.deb"
            return f"'http://mirror.example/{name}' {name} 7 SHA256:0a1b\n"
        if "download-file" in argv:
            self.downloads += 1
            file = Path(argv[argv.index("download-file") + 2])
            self.found[file.name] = file.read_text() if file.exists() else ""
            if self.downloads == self.cut:
                file.write_text("half")
                raise Stop("the download was cut")
            file.write_text("whole")
        return ""


@pytest.fixture
def tools(monkeypatch):
    """Install fake tools; the test sets `cut`."""
    fake = FakeTools()
    monkeypatch.setattr(processes, "run", fake)
    monkeypatch.setattr(apt.Apt, "_prepare", lambda self, suite: None)
    return fake


def test_cut_download_leaves_no_stamp_and_the_next_run_completes(project, tools):
    tools.cut = 2
    with pytest.raises(Stop):
        odoo_package.fetch(project)
    assert not odoo_package.is_ready(project)
    odoo_package.fetch(project)
    assert odoo_package.is_ready(project)
    assert "odoo-19_1_all.deb" in stamps.Stamp(project.stamps, "odoo").path.read_text()


def test_the_next_run_gets_what_a_cut_one_left(project, tools):
    tools.cut = 2
    with pytest.raises(Stop):
        odoo_package.fetch(project)
    odoo_package.fetch(project)
    assert tools.found["odoo-19_1_all.deb"] == "whole"
    assert tools.found["fonts-montserrat_1_all.deb"] == "half"


def test_archive_is_read_with_its_digest():
    [archive] = apt.listed(
        "WARNING: something else\n"
        "'http://m.example/o/odoo-19_19.0%2bx_all.deb' odoo-19_19.0+x_all.deb 12"
        " SHA256:ab\n"
    )
    assert archive.uri == "http://m.example/o/odoo-19_19.0%2bx_all.deb"
    assert (archive.name, archive.digest) == ("odoo-19_19.0+x_all.deb", "SHA256:ab")


@pytest.mark.parametrize(
    ("content", "whole"), [(b"whole", True), (b"who", False), (None, False)]
)
def test_only_a_whole_archive_is_kept(tmp_path, content, whole):
    digest = f"SHA256:{hashlib.sha256(b'whole').hexdigest()}"
    if content is not None:
        (tmp_path / "a.deb").write_bytes(content)
    assert apt.Archive("", "a.deb", digest).is_whole(tmp_path / "a.deb") is whole


def test_package_unknown_to_the_mirror_is_named(project, monkeypatch):
    monkeypatch.setattr(apt.Apt, "_prepare", lambda self, suite: None)

    def unknown(what, argv, **options):
        if "--print-uris" in argv:
            raise Stop("E: Unable to locate package")
        return ""

    monkeypatch.setattr(processes, "run", unknown)
    with pytest.raises(Stop, match=r"package odoo-19 is not on .* --odoo PATH"):
        odoo_package.fetch(project)


def test_unpacking_over_a_half_unpacked_tree_starts_clean(project, tools):
    half = project.runtime / "odoo.new" / "half"
    half.parent.mkdir(parents=True)
    half.touch()
    odoo_package.fetch(project)
    assert not list(project.runtime.glob("**/half"))


def test_unpacked_package_gets_the_file_debian_leaves_out(project, tools):
    odoo_package.fetch(project)
    lib = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
    assert (project.odoo / odoo_package.PACKAGES / lib).exists()


def record_runs(monkeypatch):
    """Record the command lines instead of running them."""
    ran = []
    monkeypatch.setattr(
        processes,
        "run",
        lambda what, argv, **options: ran.append([str(a) for a in argv]),
    )
    return ran


def test_missing_venv_package_makes_a_venv_without_pip(project, monkeypatch):
    ran = record_runs(monkeypatch)
    monkeypatch.setattr(python_env, "has_ensurepip", lambda: False)
    Venv(project, project.runtime / "venv")._create()
    assert "--without-pip" in ran[0]


def test_venv_without_pip_uses_the_wheel_of_debians_pip(project, monkeypatch):
    ran = record_runs(monkeypatch)
    wheels = project.runtime / "pip-wheel/usr/share/python-wheels"
    wheels.mkdir(parents=True)
    (wheels / "pip-23.0.1-py3-none-any.whl").touch()
    requirements = project.root / "requirements.txt"
    requirements.write_text("six==1.17.0\n")
    Venv(project, project.runtime / "venv").install(requirements)
    assert ran[-1][1].endswith("pip-23.0.1-py3-none-any.whl/pip")
    assert ran[-1][2:4] == ["install", "--no-deps"]


def test_failed_packages_are_tried_again(project, monkeypatch):
    venv = Venv(project, project.runtime / "venv")
    requirements = project.root / "requirements.txt"
    requirements.write_text("six==1.17.0\n")

    (venv.site_packages / "pip").mkdir(parents=True)

    def broken(what, argv, **options):
        if "install" in argv:
            raise Stop("the download was cut")

    monkeypatch.setattr(processes, "run", broken)
    with pytest.raises(Stop):
        venv.install(requirements)
    assert not venv.has(requirements)


def test_wheel_that_a_full_disk_cut_is_fetched_again(project):
    class FullDisk:
        full = True

        def download(self, requirement, target):
            target.mkdir(parents=True)
            wheel = target / f"{requirement.replace('-', '_').replace('==', '-')}-x.whl"
            wheel.write_text("half" if self.full else "whole")
            if self.full:
                raise Stop("the disk is full")

    venv = FullDisk()
    with pytest.raises(Stop):
        postgres_files._download(project, venv)
    venv.full = False
    assert postgres_files._download(project, venv).read_text() == "whole"


def test_packages_of_a_finished_batch_survive_a_cut_download(project, monkeypatch):
    venv = Venv(project, project.runtime / "venv")
    (venv.site_packages / "pip").mkdir(parents=True)
    requirements = project.root / "requirements.txt"
    pins = [f"package{i}==1.0 ; python_version > '3'" for i in range(20)]
    requirements.write_text("\n".join(["# Pinned.", *pins, ""]))
    asked = []

    def cut(what, argv, **options):
        asked.extend(part for part in map(str, argv) if part in pins)
        if pins[-1] in asked:
            raise Stop("the download was cut")

    monkeypatch.setattr(processes, "run", cut)
    with pytest.raises(Stop):
        venv.install(requirements)
    assert asked == pins
    assert not venv.has(requirements)
    assert len(python_env.batches(requirements)) == 2
