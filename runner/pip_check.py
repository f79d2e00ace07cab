"""`pip check`, but for what we put in another's place. A script: run by the venv."""

from __future__ import annotations

import subprocess
import sys

EXPECTED = (
    # cairocffi draws for rlPyCairo, without a compiler.
    "rlpycairo 0.4.0 requires pycairo, which is not installed.",
    # A solver under a proprietary licence, for rules that no test of ours compares.
    "abcvoting 2.19.2 requires gurobipy, which is not installed.",
    "pabutools 1.2.3 requires gurobipy, which is not installed.",
)


def unexpected(output: str) -> list[str]:
    """Return the complaints that nobody has an answer to."""
    lines = output.splitlines()
    return [line for line in lines if line and line not in EXPECTED]


if __name__ == "__main__":
    done = subprocess.run(
        [sys.executable, "-m", "pip", "check"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    complaints = unexpected(done.stdout)
    print("\n".join(complaints))
    sys.exit(1 if done.returncode and complaints else 0)
