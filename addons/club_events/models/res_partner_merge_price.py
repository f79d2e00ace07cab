from odoo import api, models
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Free places of two organisations that are one: all stay, with new numbers."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        self.env.flush_all()
        # Core would delete registrations whose numbers meet.
        self.env.cr.execute(
            SQL(
                """
                WITH given AS (
                    SELECT id,
                           (SELECT max(free_seat) FROM event_registration)
                           + row_number() OVER (ORDER BY id) AS number
                      FROM event_registration
                     WHERE free_seat > 0 AND free_for_id = ANY(%s)
                )
                UPDATE event_registration r SET free_seat = given.number
                  FROM given WHERE given.id = r.id
                """,
                src_partners.ids,
            )
        )
        self.env["event.registration"].invalidate_model(["free_seat"])
        return super()._update_foreign_keys(src_partners, dst_partner)
