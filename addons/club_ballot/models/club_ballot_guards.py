from odoo import api, models
from odoo.exceptions import UserError

from .club_ballot_box import DATES, FROZEN, MACHINE


class ClubBallotBox(models.Model):
    """What nobody writes by hand, and nobody any more once voters were told."""

    _inherit = "club.ballot.box"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_machine(vals)
        return super().create(vals_list)

    @api.model
    def default_get(self, fields):
        """What only the buttons write has no default, whatever the context says."""
        defaults = super().default_get(fields)
        kept = {name: val for name, val in defaults.items() if name not in MACHINE}
        return kept | ({"state": "draft"} if "state" in fields else {})

    def write(self, vals):
        self._refuse_machine(vals)
        begun = self.filtered(lambda box: box.state != "draft")
        changed = FROZEN & set(vals)
        if not self.env.su:
            changed |= DATES & set(vals)
        if begun and changed:
            raise UserError(
                self.env._(
                    "%(box)s is no draft any more: what voters were told stays. Cancel "
                    "the vote and prepare another one.",
                    box=begun[0].name,
                )
            )
        return super().write(vals)

    def _refuse_machine(self, vals):
        if not self.env.su and MACHINE & set(vals):
            raise UserError(
                self.env._("A box is opened, closed and counted by its buttons only.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        if begun := self.filtered(lambda box: box.state != "draft"):
            raise UserError(
                self.env._(
                    "%(box)s has been opened: it is kept. Only a draft is deleted.",
                    box=begun[0].name,
                )
            )

    def _hold(self):
        """Keep these boxes in their state until this transaction ends.

        Who opens or closes one waits. One that was opened since this transaction began
        gives a serialisation failure: Odoo starts again and finds it open.
        """
        if ids := self.ids:
            self.env.cr.execute(
                "SELECT FROM club_ballot_box WHERE id IN %s FOR SHARE",
                [tuple(ids)],
                log_exceptions=False,
            )

    def _expect(self, *states):
        """Refuse, in one sentence, what this box is not ready for."""
        self.ensure_one()
        if self.state not in states:
            names = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(box)s: this cannot be done while the box is “%(state)s”.",
                    box=self.name,
                    state=names[self.state],
                )
            )
