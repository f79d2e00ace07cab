"""Small helpers shared by the models."""

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
