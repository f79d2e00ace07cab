from odoo import api, models
from odoo.fields import Domain

from .club_commission import LIVE


class ClubMembership(models.Model):
    """Who leaves the association leaves its commissions."""

    _inherit = "club.membership"

    def _close(self, closing, day, reason):
        result = super()._close(closing, day, reason)
        self._commission_seats_end(day, self.env._("The membership has ended."))
        return result

    def _commission_seats_end(self, day, reason, person=None):
        """End the seats held in the name of these memberships.

        :param day: first day without the seat; a later day takes effect by itself
        :param reason: kept in the history
        :param person: only what this person holds (their delegation ended)
        """
        rows = self._commission_rows(Domain("state", "in", LIVE))
        if person:
            rows = rows.filtered(lambda row: row.partner_id in person)
        rows._leave(reason, day)

    def _commission_seats_move(self, target, person):
        """Let a person who sits for these memberships sit for another one.

        :param target: the membership of the organisation they act for from now on
        """
        rows = self._commission_rows(Domain("state", "in", LIVE))
        rows.filtered(lambda row: row.partner_id == person).write(
            {"membership_id": target.id}
        )

    def _commission_rows(self, domain):
        # sudo: a seat ends with the membership, whoever may see the commission.
        rows = self.env["club.commission.member"].sudo()
        return rows.search(domain & Domain("membership_id", "in", self.ids))

    def _hand_over_work(self, winner):
        result = super()._hand_over_work(winner)
        rows = self._commission_rows(Domain.TRUE)
        mine = rows.filtered(lambda row: row.partner_id == self.partner_id)
        rows.write({"membership_id": winner.id})
        if self.partner_id != winner.partner_id:
            mine._move_to_person(winner.partner_id)
        return result

    @api.model
    def _cron_nightly(self):
        result = super()._cron_nightly()
        self.env["club.commission.member"]._cron_places()
        return result


class ClubCommissionMember(models.Model):
    _inherit = "club.commission.member"

    def _move_to_person(self, person):
        """Give these rows to another contact of the same human being.

        Where both are in a commission, the one further in stays.
        """
        kept = person._club_commissions()
        for row in self.filtered(lambda r: r.state in LIVE):
            rival = kept.filtered(lambda r, c=row.commission_id: r.commission_id == c)
            if rival:
                weaker = min(row | rival, key=lambda r: (LIVE.index(r.state), -r.id))
                weaker._leave(self.env._("Two contacts of one person were merged."))
        # The database allows one live row per person: it must see who left first.
        self.env.flush_all()
        self.write({"partner_id": person.id})


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _club_record_death(self, day):
        result = super()._club_record_death(day)
        # Also what they held in the name of an organisation.
        self._club_commissions()._leave(self.env._("Deceased."), day)
        return result


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # Core deletes the rows that a unique key keeps from moving: settle them first.
        # sudo: rights were checked in _merge; every association's rows count.
        rows = self.env["club.commission.member"].sudo()
        rows.search([("partner_id", "in", src_partners.ids)])._move_to_person(
            dst_partner
        )
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)
