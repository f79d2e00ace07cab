from odoo import api, models
from odoo.exceptions import UserError

from .club_duty import LIVE


class ClubRotaLine(models.Model):
    """A section leaves a rota only while nobody serves it there."""

    _inherit = "club.rota.line"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_force(self):
        self._check_not_served()

    def write(self, vals):
        """A section that is served stays the section it is."""
        if "section_id" in vals or "rota_id" in vals:
            self._check_not_served()
        return super().write(vals)

    def _check_not_served(self):
        for line in self:
            # sudo: whether anybody serves is asked, not who.
            duties = line.sudo().rota_id.duty_ids
            if any(
                duty.section_id == line.section_id and duty.state in LIVE
                for duty in duties
            ):
                raise UserError(
                    self.env._(
                        "Volunteers serve %(section)s in %(rota)s: it cannot leave "
                        "the rota.",
                        section=line.section_id.name,
                        rota=line.rota_id.name,
                    )
                )
