"""A failed run ends with the names of its failed tests and what they said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from runner.test_report import Report

ROOT = Path(__file__).parents[2]
TESTS = """
import pytest

def test_good():
    pass

def test_bad():
    assert 1 == 2, "one is not two"

def test_left_out():
    pytest.skip("no printer")

@pytest.fixture
def broken():
    raise ValueError("no such fixture")

def test_without_a_start(broken):
    pass
"""


def run(folder: Path, tests: str) -> tuple[Report, Path, int]:
    """Run these tests as a group does and hand what they left to a report."""
    (folder / "test_inside.py").write_text(tests)
    report = Report(folder / "reports")
    result = report.file("group")
    apart = ["-p", "no:odoo", "-c", os.devnull, "--rootdir", str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "runner.pytest_club", *apart, folder],
        env=os.environ | {"PYTHONPATH": str(ROOT), "CLUB_RESULT": str(result)},
        capture_output=True,
        check=False,
    )
    return report, result, done.returncode


def test_each_failure_is_told_at_the_end_with_what_it_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, result, code = run(tmp_path, TESTS)
    report.add("group", code, result)
    assert report.conclude() == 1
    told = capsys.readouterr().out
    assert "✗ test_inside.py::test_bad\n    AssertionError: one is not two" in told
    assert "test_inside.py:8" in told
    assert "test_left_out" in told
    assert "no printer" in told
    assert "✗ test_inside.py::test_without_a_start\n    ValueError: no such" in told
    assert "test_good" not in told
    assert told.rstrip().endswith("1 passed, 3 failed")


def test_a_long_failure_is_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = 'def test_long():\n    raise ValueError("\\n".join(map(str, range(99))))\n'
    report, result, code = run(tmp_path, long)
    report.add("group", code, result)
    report.conclude()
    told = capsys.readouterr().out
    assert "    14\n" in told
    assert "    15\n" not in told


def test_a_pytest_that_died_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Report(tmp_path / "reports")
    report.add("group", 137, report.file("group"))
    assert report.conclude() == 1
    assert "group: pytest ended with code 137" in capsys.readouterr().out


def test_a_run_of_several_groups_tells_its_slowest_tests(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waits = "import time\ndef test_waits():\n    time.sleep(0.2)\ndef test_not(): pass"
    report, result, code = run(tmp_path, waits)
    report.add("one", code, result)
    report.add("two", code, result)
    assert report.conclude() == 0
    told = capsys.readouterr().out.splitlines()
    slowest = told[told.index("Slowest tests:") + 1 :]
    assert slowest[0].endswith("s  test_inside.py::test_waits")
    assert float(slowest[0].split()[0]) >= 0.2
    assert told[-1] == "4 passed, 0 failed"
