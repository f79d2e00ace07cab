"""Scripts and styles of Odoo's pages, put together once. Runs in the venv.

Started for the template that real servers are tested on, with the environment of
`runner.handover`: copies of it open their first page without the wait. Argument:
the database.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from runner import inprocess
from runner.handover import Handover


def main(arguments: Sequence[str]) -> int:
    """Have Odoo make the bundles that its pages call, as it does for its own tests."""
    (database,) = arguments
    with inprocess.environment(Handover.from_environment(), database) as env:
        env["ir.qweb"]._pregenerate_assets_bundles()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
