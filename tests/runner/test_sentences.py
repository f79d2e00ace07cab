"""What goes wrong is said in one sentence with the way out."""

import errno
import socket

import pytest

from runner import cli, errors, odoo_package, ports
from runner.errors import Stop


def test_taken_port_names_another_one():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Stop, match=f"Port {port} is taken.*--port {port + 1}"):
            ports.require_free(port)


def test_free_port_is_accepted():
    ports.require_free(ports.free())


def test_port_number_out_of_range_is_refused():
    with pytest.raises(Stop, match="99999 is no port"):
        ports.require_free(99999)


@pytest.mark.parametrize("version", [(3, 9), (3, 14), (2, 7)])
def test_unsupported_python_names_the_supported_ones(club_script, version):
    with pytest.raises(SystemExit, match=r"3\.10 to 3\.13.*CLUB_PYTHON"):
        club_script.choose_python(version, {}, lambda name: None)


def test_unsupported_python_hands_over_to_a_supported_one(club_script):
    found = club_script.choose_python(
        (3, 14), {}, lambda name: f"/usr/bin/{name}" if name == "python3.12" else None
    )
    assert found == "/usr/bin/python3.12"


def test_supported_python_is_kept(club_script):
    assert club_script.choose_python((3, 13), {}, lambda name: None) is None


def test_full_disk_says_where_and_what_next():
    error = OSError(errno.ENOSPC, "No space left on device", "/srv/club/x")
    sentence = str(errors.from_os_error(error, "/srv"))
    assert "disk that holds /srv/club/x is full" in sentence
    assert "continues where it stopped" in sentence


def test_full_disk_is_recognised_in_a_tools_output():
    stop = errors.from_output("Unpacking", "dpkg: write: No space left on device")
    assert "disk" in str(stop)
    assert "is full" in str(stop)


def test_cut_download_says_it_will_continue():
    output = "Err:1 Could not resolve 'mirror'\nE: Failed to fetch"
    stop = errors.from_output("Fetching Odoo", output)
    assert "download was cut" in str(stop)
    assert "continues where it" in str(stop)


def test_failing_tool_is_quoted_by_its_last_exception():
    output = "Traceback\n  x\nValueError: no field foo\nINFO closing 1 connection\n"
    stop = errors.from_output("Installing", output)
    assert str(stop) == "Installing failed: ValueError: no field foo."


def test_foreign_os_error_is_not_explained_away():
    assert errors.from_os_error(OSError(errno.EINVAL, "x"), "/srv") is None


def test_folder_without_odoo_is_refused(tmp_path):
    with pytest.raises(Stop, match="is not an Odoo"):
        odoo_package.own_source(tmp_path)


def test_other_odoo_version_is_refused(tmp_path):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo/release.py").write_text("version_info = (18, 0, 0, FINAL, 0, '')")
    with pytest.raises(Stop, match=r"not Odoo 19\.0"):
        odoo_package.own_source(tmp_path)


def test_failing_command_prints_its_sentence_and_ends_with_one(monkeypatch, capsys):
    def full(workspace, rest):
        raise OSError(errno.ENOSPC, "No space left on device", "/srv/club")

    monkeypatch.setitem(cli.COMMANDS, "reset", full)
    assert cli.main(["reset"]) == 1
    assert capsys.readouterr().err.startswith("The disk that holds /srv/club is full")


def test_taken_port_names_the_command_that_wants_it():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(Stop, match=r"\./club practice --port"):
            ports.require_free(other.getsockname()[1], "practice")
