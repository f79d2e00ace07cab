from odoo import api, models
from odoo.exceptions import AccessError


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Merging two contacts keeps every period, due, payment and office of both.

    Core moves each row to the contact that stays, and deletes those that a unique key
    keeps from moving: whatever is unique per contact must be settled before.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        self._check_may_merge(self.env["res.partner"].browse(partner_ids).exists())
        return super()._merge(partner_ids, dst_partner, extra_checks)

    def _check_may_merge(self, partners):
        """Core merges in SQL: ask here for the rights that it does not look at.

        :raises AccessError: a contact, or a membership it holds or pays for, is out
            of the user's reach; or it holds an office and the user only serves some
            sections
        """
        if self.env.su:
            return
        partners.check_access("write")
        # sudo: what the user cannot see must be found to be refused.
        hidden = partners.sudo().with_context(active_test=False)
        memberships = hidden.club_membership_ids | hidden.club_payer_membership_ids
        if memberships:
            memberships.sudo(False).check_access("write")
        if hidden.club_office_ids and not self.env.user.has_group(
            "club_membership.group_club_secretary"
        ):
            raise AccessError(
                self.env._(
                    "%s holds an office, whose rights would pass to another contact: "
                    "ask the secretary of the association to merge them.",
                    hidden.club_office_ids.partner_id[:1].name,
                )
            )

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        self._club_merge_memberships(src_partners, dst_partner)
        self._club_merge_notices(src_partners, dst_partner)
        result = super()._update_foreign_keys(src_partners, dst_partner)
        # Rules name the contact of the user, who may have got another one just now.
        self.env.registry.clear_cache()
        return result

    @api.model
    def _club_merge_memberships(self, src_partners, dst_partner):
        """In each association, leave one membership for the contacts together."""
        # sudo: rights were checked in _merge; members of all associations count.
        memberships = (
            self.env["club.membership"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", (src_partners | dst_partner).ids),
                    ("merged_into_id", "=", False),
                ]
            )
        )
        for mine in memberships.grouped("company_id").values():
            winner = mine.sorted(
                lambda m: (m.partner_id != dst_partner, not m.is_member, m.id)
            )[0]
            (mine - winner)._merge_into(winner)
        self.env.flush_all()

    @api.model
    def _club_merge_notices(self, src_partners, dst_partner):
        # sudo: as for memberships.
        notices = (
            self.env["club.notice"]
            .sudo()
            .search(
                [
                    ("payer_id", "in", (src_partners | dst_partner).ids),
                    ("merged_into_id", "=", False),
                ],
                order="id",
            )
        )
        kept = notices.filtered(lambda notice: notice.payer_id == dst_partner)
        (notices - kept)._merge_into(kept)
        self.env.flush_all()
