from odoo import api, models
from odoo.exceptions import UserError


class ClubBooked(models.AbstractModel):
    """What its holder enters and the books then keep: facts are written by methods.

    A concrete model has ``state``, ``company_id`` and ``section_id``.
    """

    _name = "club.booked"
    _inherit = ["club.state.lock"]
    _description = "Entered, then Booked"

    # Written by methods only.
    _own_fields = frozenset({"name", "state", "move_id"})
    # What the books were written from: fixed once they are.
    _booked_fields = frozenset()
    # What decides who sees it.
    _scope_fields = frozenset({"company_id", "section_id"})

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                self._refuse_own_fields(vals)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_own_fields(vals)
        if vals.keys() & self._booked_fields:
            self._check_draft()
        result = super().write(vals)
        if vals.keys() & self._scope_fields:
            # Rules look at records as they were: nobody moves one out of their sight.
            self.check_access("write")
        return result

    def _refuse_own_fields(self, vals):
        """State, number and entry follow from buttons: never written from outside."""
        if forbidden := vals.keys() & self._own_fields:
            raise UserError(
                self.env._(
                    "%s cannot be written by hand: use the buttons of the page.",
                    ", ".join(sorted(forbidden)),
                )
            )

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
