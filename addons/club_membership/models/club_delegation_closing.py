from odoo import api, fields, models
from odoo.fields import Domain


class ClubMembership(models.Model):
    """A team ends with the membership of its organisation."""

    _inherit = "club.membership"

    def _close(self, closing, day, reason):
        result = super()._close(closing, day, reason)
        self._end_teams(
            day, dict(self._fields["closing"]._description_selection(self.env))[closing]
        )
        return result

    def _end_teams(self, day, reason):
        """End every delegation and invitation of these organisations.

        :param day: first day on which nobody acts for them
        """
        # sudo: the team ends with the membership, whoever closed it.
        delegations = self.env["club.delegation"].sudo()
        delegations.search(
            Domain("membership_id", "in", self.ids)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))
        )._end(day, reason, force=True)
        self.sudo().invitation_ids.filtered(lambda i: i.state == "sent")._cancel()

    @api.model
    def _cron_nightly(self):
        result = super()._cron_nightly()
        self._expire_invitations()
        # The day is each association's own.
        for companies in self.env["res.company"]._club_by_today():
            self.env["club.delegation"].with_env(companies.env)._free_ended_seats(
                companies
            )
            self.env["res.partner"].with_env(companies.env)._club_leave_employers(
                companies
            )
        return result


class ClubDelegation(models.Model):
    _inherit = "club.delegation"

    @api.model
    def _free_ended_seats(self, companies):
        """Free the seats of delegations whose last day has passed.

        :param companies: associations where today is the same day
        """
        # sudo: the calendar decides; run by the nightly job.
        self.env["club.seat"].sudo().search(
            [
                ("company_id", "in", companies.ids),
                ("delegation_id.date_to", "<", fields.Date.context_today(self)),
            ]
        )._release()


class ResPartner(models.Model):
    _inherit = "res.partner"

    club_delegation_ids = fields.One2many(
        "club.delegation", "partner_id", string="Delegations"
    )

    def _club_record_death(self, day):
        result = super()._club_record_death(day)
        # sudo: as for offices: who died acts for nobody, whoever records it.
        delegations = self.env["club.delegation"].sudo()
        delegations.search(
            Domain("partner_id", "in", self.ids)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))
        )._end(day, self.env._("Deceased"), force=True)
        return result

    def _club_delegations(self, day=None):
        """For whom this person acts on ``day`` (today by default), in which roles."""
        # sudo: a person's space asks for its own person.
        delegations = self.env["club.delegation"].sudo()
        return delegations.search_fetch(
            Domain("partner_id", "in", self.ids)
            & delegations._on_date_domain(day or fields.Date.context_today(self)),
            order="membership_id, date_from, id",
        )
