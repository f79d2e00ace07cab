from odoo import api, models
from odoo.tools import SQL

from .club_directory_projection import LEVEL_ORDER


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Merging two contacts keeps their choices and consents; of two contradicting
    choices, the one that shows less."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        self._club_merge_choices(src_partners, dst_partner)
        self._club_merge_requests(src_partners, dst_partner)
        self._club_merge_calendars(src_partners | dst_partner)
        # sudo: rights were checked in _merge; the directory belongs to the system.
        entries = self.env["club.directory.entry"].sudo()
        # Written anew below: two entries of one person cannot stand side by side.
        entries.search([("partner_id", "in", src_partners.ids)]).unlink()
        result = super()._update_foreign_keys(src_partners, dst_partner)
        entries._refresh((src_partners | dst_partner).ids)
        return result

    @api.model
    def _club_merge_choices(self, src_partners, dst_partner):
        """Leave one choice per field: what is unique would be deleted by core."""
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                """
                WITH ranked AS (
                    SELECT id, row_number() OVER (PARTITION BY field_id
                           ORDER BY array_position(%(order)s, level), id) AS place
                      FROM club_privacy_choice WHERE partner_id = ANY(%(both)s)
                )
                DELETE FROM club_privacy_choice c USING ranked
                 WHERE ranked.id = c.id AND ranked.place > 1
                RETURNING c.id
                """,
                order=LEVEL_ORDER,
                both=(src_partners | dst_partner).ids,
            )
        )
        self.env["club.privacy.choice"].invalidate_model()

    @api.model
    def _club_merge_requests(self, src_partners, dst_partner):
        """One request waits for an answer: the others are the same person's."""
        # sudo: rights were checked in _merge.
        waiting = (
            self.env["club.erasure"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", (src_partners | dst_partner).ids),
                    ("state", "=", "requested"),
                ],
                order="id",
            )
        )
        for same in waiting.grouped("company_id").values():
            same[1:].write({"state": "withdrawn"})
        # Whom a retention rule concerns is listed again, as the person they are now.
        lines = self.env["club.retention.line"].sudo()  # sudo: as above
        lines.search(
            [
                ("partner_id", "in", src_partners.ids),
                ("state", "in", ("listed", "kept")),
            ]
        ).unlink()
        self.env.flush_all()

    @api.model
    def _club_merge_calendars(self, partners):
        """Of two addresses of a calendar the one that is followed stays."""
        # sudo: rights were checked in _merge.
        feeds = self.env["club.calendar.feed"].sudo()
        found = feeds.search([("partner_id", "in", partners.ids)])
        for same in found.grouped("company_id").values():
            by_use = same.sorted(lambda feed: (str(feed.read_on or ""), feed.id))
            by_use[:-1].unlink()
        self.env.flush_all()
