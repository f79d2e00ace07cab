"""Signals: whatever was started is stopped, however the stop comes."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest

from runner import processes, procfs
from runner.errors import Interrupted, Stop

# A child that ignores polite signals and has a child of its own.
STUBBORN = (
    "import signal, subprocess, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "inner = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "print(inner.pid, flush=True)\n"
    "time.sleep(60)\n"
)

PARENT = (
    "import sys\n"
    "from runner import processes\n"
    "from runner.errors import Interrupted\n"
    "try:\n"
    "    with processes.until_signalled():\n"
    "        script = 'import time; time.sleep(60)'\n"
    "        child = processes.spawn([sys.executable, '-c', script])\n"
    "        print(child.pid, flush=True)\n"
    "        child.wait()\n"
    "except Interrupted as interrupted:\n"
    "    sys.exit(128 + interrupted.signum)\n"
)


def wait_gone(pid, seconds=5):
    """Wait until a process is gone; tell whether it is."""
    deadline = time.monotonic() + seconds
    while procfs.runs(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not procfs.runs(pid)


def start_parent(**options):
    """Start a process that holds a child; return both process ids' owners."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, **options
    )
    return parent, int(parent.stdout.readline())


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_stops_the_child_and_names_itself_in_the_code(signum):
    parent, child = start_parent()
    parent.send_signal(signum)
    assert parent.wait(10) == 128 + signum
    assert wait_gone(child)


def test_signal_to_the_whole_group_stops_the_child():
    parent, child = start_parent(start_new_session=True)
    os.killpg(parent.pid, signal.SIGINT)
    assert parent.wait(10) == 128 + signal.SIGINT
    assert wait_gone(child)


def test_interrupt_ignored_by_a_background_shell_still_stops():
    parent, child = start_parent(
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)
    )
    parent.send_signal(signal.SIGINT)
    assert parent.wait(10) == 128 + signal.SIGINT
    assert wait_gone(child)


def test_killed_parent_takes_the_child_along():
    parent, child = start_parent()
    parent.kill()
    parent.wait(10)
    assert wait_gone(child)


def test_stubborn_child_and_its_own_child_are_killed():
    child = processes.spawn([sys.executable, "-c", STUBBORN], output=subprocess.PIPE)
    inner = int(child.stdout.readline())
    processes.stop(child, 0.2)
    assert child.returncode == -signal.SIGKILL
    assert wait_gone(inner)


def test_interrupted_block_leaves_no_known_child():
    with suppress(Interrupted), processes.until_signalled():
        child = processes.spawn([sys.executable, "-c", "import time; time.sleep(60)"])
        threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM)).start()
        child.wait()
    assert child.poll() is not None
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_failing_tool_becomes_a_sentence_and_a_log(tmp_path):
    log = tmp_path / "logs" / "tool.log"
    script = "print('some output'); raise SystemExit('it broke')"
    with pytest.raises(Stop, match="Trying failed: it broke"):
        processes.run("Trying", [sys.executable, "-c", script], log=log)
    assert "some output" in log.read_text()
