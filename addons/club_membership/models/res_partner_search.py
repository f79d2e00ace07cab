from contextlib import suppress

from odoo import api, models
from odoo.fields import Domain
from odoo.modules import db
from odoo.tools import SQL, mute_logger
from psycopg2 import Error

from ..tools import ensure_extensions

SEARCHED = ("complete_name", "email", "city")


class ResPartner(models.Model):
    """Finding somebody among 57,000: by a part of a name, an e-mail or a town."""

    _inherit = "res.partner"

    def init(self):  # pylint: disable=missing-return
        """Index the three columns of the members' search box, accents ignored where
        PostgreSQL lets us: one bitmap scan answers in milliseconds."""
        super().init()
        cr = self.env.cr
        ensure_extensions(cr, "pg_trgm", "unaccent")
        if db.has_unaccent(cr) != db.FunctionStatus.INDEXABLE:
            # Odoo does the same in the databases it creates itself: unaccent() never
            # changes for a given dictionary, and an index must know that. On a
            # server where we may not say so, searching stays right, only slower.
            with suppress(Error), cr.savepoint(flush=False), mute_logger("odoo.sql_db"):
                cr.execute("ALTER FUNCTION unaccent(text) IMMUTABLE")
        ignored = db.has_unaccent(cr) == db.FunctionStatus.INDEXABLE
        for column in SEARCHED:
            cr.execute(
                SQL(
                    "CREATE INDEX IF NOT EXISTS %s ON res_partner "
                    "USING gin ((%s) gin_trgm_ops)",
                    SQL.identifier(
                        f"res_partner_club_{column}_{'plain' if ignored else 'accents'}"
                    ),
                    SQL("unaccent(%s::text)", SQL.identifier(column))
                    if ignored
                    else SQL.identifier(column),
                )
            )

    @api.model
    def _search_display_name(self, operator, value):
        """Where cheques are entered, a payer is found by name or e-mail, by member
        number, or by the reference on the notice."""
        asked = self.env.context.get("club_payer_search") and isinstance(value, str)
        if not (asked and value and operator == "ilike"):
            return super()._search_display_name(operator, value)
        text = value.replace(" ", "").upper()
        if text.isdigit():
            numbers = Domain("number", "in", (text, text.zfill(5)))
            # A number typed is a member number before it is part of an address.
            if self.env["club.membership"].search_count(numbers, limit=1):
                return Domain("club_membership_ids", "any", numbers) | Domain(
                    "club_payer_membership_ids", "any", numbers
                )
        elif text.startswith("RF") and text[2:4].isdigit():
            dues = self.env["club.due"].search([("reference", "=", text)])
            if dues:
                return Domain("id", "in", dues.payer_id.ids)
        return Domain("complete_name", "ilike", value) | Domain("email", "ilike", value)
