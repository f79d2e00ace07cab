"""`pip check`, but for what we put in another's place. A script: run by the venv."""

from __future__ import annotations

import subprocess
import sys

# cairocffi draws for rlPyCairo, without a compiler.
EXPECTED = ("rlpycairo 0.4.0 requires pycairo, which is not installed.",)


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
