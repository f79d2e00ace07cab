from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .club_commission import LIVE

ONE_DAY = timedelta(days=1)


class ClubCommissionMember(models.Model):
    """What is decided about somebody in a commission: each event keeps the past.

    The methods with an underscore serve the portal, which asked the commission who
    leads it; buttons of the staff check the right to write.
    """

    _inherit = "club.commission.member"

    def _approve(self):
        """Grant a request; the person is told."""
        # sudo: chairs have no right on these rows; the portal asked who leads.
        member = self.sudo()
        member._expect("requested")
        if why := member._why_not_now():
            raise UserError(why)
        member._seat()
        member._send("accepted")

    def _refuse(self, reason):
        """Refuse a request; the person is told, with the reason.

        :param reason: a sentence, may be empty
        """
        # sudo: as in _approve.
        member = self.sudo()
        member._expect("requested", "waiting")
        member.write({"state": "refused", "reason": reason})
        member._send("refused")

    def _remove(self, reason):
        """End somebody's seat; they are told, with the reason.

        :param reason: a sentence
        :raises UserError: none was given
        """
        # sudo: as in _approve.
        member = self.sudo()
        member._expect("active")
        if not reason:
            raise UserError(self.env._("Say why: %s is told.", member.partner_id.name))
        member._leave(reason)
        member._send("removed")

    def _why_not_now(self):
        return self.commission_id._why_not(
            self.partner_id, self.membership_id, invited=True
        )

    def _leave(self, reason, day=None):
        """Leave, or withdraw a request; whoever waits first gets the place.

        :param reason: kept in the history, may be empty
        :param day: first day out of the commission, by default today; a later day is
            noted and takes effect by itself
        """
        day = day or fields.Date.context_today(self)
        # sudo: people leave without any right on these rows.
        for member in self.sudo().filtered(lambda m: m.state in LIVE):
            values = {"reason": reason, "date_to": day - ONE_DAY}
            if member.date_from and member.date_from >= day:
                # Not a day in the role: no trace that would forbid another chair.
                values.update(date_to=member.date_from, role="member")
            member.write(values)
        self._end_past(day)

    def _end_past(self, day=None):
        """End the rows whose last day is over, and fill the places they free."""
        today = fields.Date.context_today(self)
        if day and day > today:
            return
        # sudo: seats end by the calendar, whoever caused the look at them.
        ending = self.sudo().filtered(lambda m: m.state in LIVE and m.date_to)
        ending.write({"state": "left"})
        ending._free_places()
        ending.commission_id._fill_places()
        if ending:
            ending._look_again()

    def _set_role(self, role):
        """Give another role from today on; who chaired so far becomes a member.

        :return: the row that holds the new role
        """
        self.ensure_one()
        # sudo: chairs have no right on these rows; the portal asked who leads.
        member = self.sudo()
        member._expect("active")
        if role == member.role:
            return member
        if role == "chair":
            chair = member.commission_id.member_ids.filtered(
                lambda m: m.state == "active" and m.role == "chair"
            )
            for former in chair:
                former._begin_role("member")
        return member._begin_role(role)

    def _begin_role(self, role):
        today = fields.Date.context_today(self)
        if self.date_from >= today:
            self.role = role
            self.env.flush_all()
            return self
        later = self.date_to
        self.write({"state": "left", "date_to": today - ONE_DAY})
        # The database allows one live row, and one chair a day: it must see the end
        # before the beginning.
        self.env.flush_all()
        following = self.create(
            {
                "commission_id": self.commission_id.id,
                "partner_id": self.partner_id.id,
                "membership_id": self.membership_id.id,
                "role": role,
                "state": "active",
                "date_from": today,
                "date_to": later,
                "queued_at": self.queued_at,
            }
        )
        # sudo: nobody has a right on places.
        places = self.env["club.commission.place"].sudo()
        places.search([("member_id", "=", self.id)]).member_id = following
        return following

    def _expect(self, *states):
        """Refuse to decide twice, or about what is over."""
        self.ensure_one()
        if self.state not in states:
            raise UserError(
                self.env._(
                    "%s: this was decided already. Open the page again.",
                    self.partner_id.name,
                )
            )

    def action_approve(self):
        for member in self:
            member.check_access("write")
            member._approve()

    def action_refuse(self):
        for member in self:
            member.check_access("write")
            member._refuse(member.reason)

    def action_leave(self):
        for member in self:
            member.check_access("write")
            member._leave(member.reason)

    @api.model
    def _cron_places(self):
        """End what ended by the calendar, then fill the places that are free.

        The day is each association's own.
        """
        for companies in self.env["res.company"]._club_by_today():
            rows = self.with_env(companies.env)
            mine = Domain("company_id", "in", companies.ids)
            today = fields.Date.context_today(rows)
            over = Domain("state", "in", LIVE) & Domain("date_to", "<", today)
            rows.search(mine & over)._end_past()
            waiting = rows.search(mine & Domain("state", "=", "waiting"))
            waiting.commission_id._fill_places()
