from odoo.tools import SQL


def uninstall_hook(env):
    """Drop the tables of boxes that are still open: Odoo does not know them."""
    tables = env.execute_query(
        SQL(
            r"""
            SELECT tablename FROM pg_tables WHERE schemaname = current_schema
               AND tablename ~ '^club_ballot_(open|tick)_\d+$'
            """
        )
    )
    for (table,) in tables:
        env.cr.execute(SQL("DROP TABLE %s", SQL.identifier(table)))
