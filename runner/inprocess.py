"""Odoo inside this very process, for benches and for tests beside a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from runner.handover import Handover


@contextmanager
def environment(handover: Handover, database: str) -> Iterator[Any]:
    """Give an Odoo environment (superuser) on `database`, committed at the end.

    Left by an exception it is rolled back. Whoever wants chunks commits
    `env.cr` in between.
    """
    import odoo.api
    import odoo.modules.registry
    import odoo.sql_db
    import odoo.tools

    os.environ.update(handover.secrets)
    odoo.tools.config.parse_config(
        [*handover.options(database), "--no-http", "--log-level=warn"],
        setup_logging=True,
    )
    registry = odoo.modules.registry.Registry(database)
    try:
        with registry.cursor() as cr:
            yield odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
    finally:
        # Otherwise the database could neither be copied nor dropped.
        odoo.modules.registry.Registry.delete(database)
        odoo.sql_db.close_db(database)
