from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from .club_installation_page import STALE_DAYS

CHUNK = 50


class ClubInstallation(models.Model):
    """Once a year, members are asked whether what they run is still right."""

    _inherit = "club.installation"

    @api.model
    def _cron_ask_to_confirm(self):
        """Ask by mail, one per member, in committed chunks; a second run finds
        nothing to do."""
        crons = self.env["ir.cron"]
        for companies in self.env["res.company"]._club_by_today():
            today = companies[0]._club_today()
            while True:
                members = self._members_to_ask(companies, today, CHUNK)
                if not members:
                    break
                for membership in members:
                    self._ask_to_confirm(membership, today)
                remaining = self._members_to_ask(companies, today, None)
                if not crons._commit_progress(len(members), remaining=len(remaining)):
                    return

    @api.model
    def _stale_domain(self, today):
        year_ago = today - timedelta(days=STALE_DAYS)
        return (
            Domain("ended_on", "=", False)
            & (
                Domain("confirmed_on", "=", False)
                | Domain("confirmed_on", "<", year_ago)
            )
            & (Domain("asked_on", "=", False) | Domain("asked_on", "<", year_ago))
        )

    @api.model
    def _members_to_ask(self, companies, today, limit):
        found = self._read_group(
            self._stale_domain(today)
            & Domain("company_id", "in", companies.ids)
            & Domain("membership_id.is_member", "=", True),
            ["membership_id"],
            limit=limit,
        )
        return [membership for (membership,) in found]

    @api.model
    def _ask_to_confirm(self, membership, today):
        """Ask a member about all that it runs, in one mail."""
        mine = self.search(
            self._stale_domain(today) & Domain("membership_id", "=", membership.id)
        )
        mine.asked_on = today
        if not membership.partner_id.is_company:
            people = {membership.partner_id: ""}
        else:
            managers = membership._team_on(today, "manager")
            people = {d.partner_id: d.email or "" for d in managers}
        for person, address in people.items():
            self.env["club.team.mail"]._queue(
                membership,
                "club_roadmap.mail_template_installation_confirm",
                person,
                address=address,
            )
