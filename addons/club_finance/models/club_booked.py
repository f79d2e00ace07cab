from odoo import api, models
from odoo.exceptions import UserError


class ClubBooked(models.AbstractModel):
    """What its holder enters and the books then keep: facts are written by methods.

    A concrete model has ``state``, ``company_id`` and ``section_id``.
    """

    _name = "club.booked"
    _inherit = ["club.facts", "club.state.lock"]
    _description = "Entered, then Booked"

    _own_fields = frozenset({"name", "state", "move_id"})
    # What the books were written from: fixed once they are.
    _booked_fields = frozenset()

    def write(self, vals):
        if vals.keys() & self._booked_fields:
            self._check_draft()
        return super().write(vals)

    def _check_draft(self):
        for record in self.filtered(lambda record: record.state != "draft"):
            raise UserError(
                self.env._(
                    "%s is in the books and cannot change: cancel it and enter it "
                    "again.",
                    record.display_name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_booked(self):
        self._check_draft()
