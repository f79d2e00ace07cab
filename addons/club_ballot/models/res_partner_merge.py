from odoo import api, models


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        self._club_pair_ballot_lines(src_partners | dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _club_pair_ballot_lines(self, people):
        """Keep every line of a roll: who stood twice on it votes once.

        Odoo would delete what its update of ids makes equal, ticks would stay.
        """
        # sudo: rights were checked in _merge; rolls of all associations count.
        lines = self.env["club.ballot.roll"].sudo()
        mine = lines.search(
            [("partner_id", "in", people.ids), ("twin_of_id", "=", False)], order="id"
        )
        same = mine.grouped(lambda line: (line.box_id, line.membership_id))
        for pair in same.values():
            pair[1:].twin_of_id = pair[:1]
        self.env.flush_all()
