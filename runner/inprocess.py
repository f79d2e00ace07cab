"""Odoo inside this very process, for benches and for tests beside a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from runner.handover import Handover


@contextmanager
def environment(handover: Handover, database: str, keep: bool = False) -> Iterator[Any]:
    """Give an Odoo environment (superuser) on `database`, committed at the end.

    Left by an exception it is rolled back. Whoever wants chunks commits
    `env.cr` in between. With `keep` the models stay loaded for the next time, and a
    connection open: the database can be copied or dropped once they are forgotten.
    """
    import odoo.api
    import odoo.modules.registry
    import odoo.tools

    os.environ.update(handover.secrets)
    odoo.tools.config.parse_config(
        [*handover.options(database), "--no-http", "--log-level=warn"],
        setup_logging=True,
    )
    # Servers beside us tell what they changed, and are told.
    registry = odoo.modules.registry.Registry(database).check_signaling()
    try:
        with registry.cursor() as cr:
            yield odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
        registry.signal_changes()
    except BaseException:
        registry.reset_changes()
        raise
    finally:
        if not keep:
            forget(database)


def forget(database: str) -> None:
    """Let go of a database's models and of the connections to it."""
    import odoo.modules.registry
    import odoo.sql_db

    odoo.modules.registry.Registry.delete(database)
    odoo.sql_db.close_db(database)
