"""Small helpers shared by the models."""

from odoo.fields import Domain
from odoo.tools import SQL


def ensure_extensions(cr, *names):
    """Create PostgreSQL extensions (all trusted since version 13) if missing.

    Call it before the constraints and indexes that need them: an install without the
    extension goes on *without* the constraint.
    """
    for name in names:
        cr.execute(SQL("CREATE EXTENSION IF NOT EXISTS %s", SQL.identifier(name)))


def choices_of(model, field):
    """Return a selection: the choices of another model's field, as it names them in
    the reader's language."""
    return lambda self: self.env[model]._fields[field]._description_selection(self.env)


def yes_or_no(operator, value, domain):
    """Answer for the ``search=`` method of a computed field that is true or false.

    :param operator: as Odoo hands it over
    :param value: the values looked for
    :param domain: ``Domain`` of the records for which the field is true
    :return: a domain; ``NotImplemented`` where Odoo then asks with ``in``
    """
    if operator != "in":
        return NotImplemented
    found = Domain.FALSE
    if True in value:
        found |= domain
    if False in value:
        found |= ~domain
    return found


def rule_of(env, error):
    """The sentence of the constraint by which the database refused.

    :param error: ``psycopg2.IntegrityError``
    """
    names = {
        model._table: name
        for name, model in env.registry.items()
        if not model._abstract
    }
    model = env[names.get(error.diag.table_name, "base")]
    return model._sql_error_to_message(error)


def run_locking(env, query):
    """Rows of a statement that locks what others want too; losing is no error of the
    log.

    Who comes second waits; then their snapshot is stale, PostgreSQL says so, and
    Odoo, or the long job, tries again.

    :param query: ``SQL`` that returns rows
    """
    env.cr.execute(query, log_exceptions=False)
    return env.cr.fetchall()


def locked_ids(env, query):
    """Ids of the rows that a query locks; see ``run_locking``.

    :param query: ``SELECT id … FOR UPDATE`` as ``SQL``
    """
    return [row[0] for row in run_locking(env, query)]


def try_lock(records, limit=None):
    """Those of these records that nobody else is at, locked for us, in their order.

    As Odoo's ``try_lock_for_update``, which says in the log when it came second.

    :param limit: how many at most
    """
    query = SQL(
        "SELECT id FROM %s WHERE id = ANY(%s::int[]) "
        "ORDER BY array_position(%s::int[], id) LIMIT %s FOR UPDATE SKIP LOCKED",
        SQL.identifier(records._table),
        records.ids,
        records.ids,
        limit,
    )
    return records.browse(locked_ids(records.env, query))
