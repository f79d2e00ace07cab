from odoo import api, models
from odoo.tools import SQL


class ClubStateLock(models.AbstractModel):
    """A document with a state that two people may want to change at once."""

    _name = "club.state.lock"
    _description = "Document Locked by its State"

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents._check_payee()
        return documents

    def write(self, vals):
        result = super().write(vals)
        if "partner_id" in vals:
            self._check_payee()
        return result

    def _check_payee(self):
        """Nobody names whom they may not see, or learns of them that way.

        :raises AccessError: the contact is out of the user's sight
        """
        if "partner_id" in self._fields:
            self.partner_id.check_access("read")

    def _lock_in_state(self, *states):
        """Those of these records that are in one of ``states``, locked for us.

        Who clicked at the same time waits here; then their snapshot is stale,
        PostgreSQL says so, Odoo tries again, and finds another state.

        :raises AccessError: the user may not change them
        """
        self.check_access("write")
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM %s WHERE id = ANY(%s) AND state = ANY(%s) "
                "ORDER BY id FOR UPDATE",
                SQL.identifier(self._table),
                self.ids,
                list(states),
            )
        )
        return self.browse(row[0] for row in rows)
