from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .club_ticket import OPEN


class ClubTicket(models.Model):
    """From the first answer to the end, and back."""

    _inherit = "club.ticket"

    def _solve(self, author, minutes=None):
        """Say that it is solved: the member is told, and asked once how it was.

        :param author: ``res.partner``: who may answer, or the requester
        :param minutes: spent by the owner, for their hours; none: the usual number
        :raises UserError: it is solved already
        """
        ticket = self._fully()
        by_member = bool(author) and author == ticket.partner_id
        if not by_member:
            ticket._check_may_answer(author)
        if ticket.state not in OPEN:
            raise UserError(
                self.env._("%s is solved already.", ticket.display_name),
            )
        now = fields.Datetime.now()
        ticket.write(
            {
                "state": "solved",
                "solved_at": now,
                "deadline": False,
                "reminded_at": False,
                **(
                    {}
                    if ticket.first_answer_at or by_member
                    else {"first_answer_at": now}
                ),
            }
        )
        ticket._log_hours(minutes)
        if not by_member:
            ticket._tell_solved()

    def _reopen(self, author, reason=""):
        """It was not solved after all.

        :param author: ``res.partner``: the requester, or who may answer
        :param reason: in their words, becomes a message of theirs
        :raises UserError: it is open, or closed for too long
        """
        ticket = self._fully()
        by_member = bool(author) and author == ticket.partner_id
        if not by_member:
            ticket._check_may_answer(author)
        if ticket.state in OPEN:
            raise UserError(self.env._("%s is open.", ticket.display_name))
        if not ticket._can_reopen():
            raise UserError(
                self.env._(
                    "%s is closed for too long: ask a new question, and name its "
                    "number.",
                    ticket.display_name,
                )
            )
        if by_member and (reason or "").strip():
            ticket._hear(author, reason)
            return
        ticket._open_again(reason or self.env._("Reopened."))
        if author != ticket.owner_id:
            ticket._tell_owner(reason)

    def _can_reopen(self):
        """Whether it is solved, or closed since so few days that it may come back."""
        self.ensure_one()
        if self.state == "solved":
            return True
        days = timedelta(days=self.company_id.club_ticket_reopen_days)
        return self.state == "closed" and self.closed_at + days >= fields.Datetime.now()

    def _open_again(self, reason):
        """Open again with the owner as before, or somebody who can be reached."""
        self.write(
            {
                "state": "open" if self.first_answer_at else "new",
                "asked_at": fields.Datetime.now(),
                "solved_at": False,
                "closed_at": False,
                "rating": 0,
                "rating_comment": False,
                "reopened_count": self.reopened_count + 1,
                "deadline": self._plan_deadline(),
                "reminded_at": False,
            }
        )
        self._keep_step(reason)
        if not self._is_owner_reachable():
            self._find_owner(self.env._("The owner cannot be reached."))

    def _close(self):
        """Put these solved questions away."""
        solved = self.filtered(lambda ticket: ticket.state == "solved")
        solved.write({"state": "closed", "closed_at": fields.Datetime.now()})

    def _rate(self, author, stars, comment=""):
        """Keep how content the member is; once for each time it is solved.

        :param author: ``res.partner``, the requester
        :param stars: from 1 to 5
        :raises UserError: not solved, rated already, or no such number
        """
        ticket = self._fully()
        if not author or author != ticket.partner_id:
            raise AccessError(
                self.env._("Who asked %s says how it was.", ticket.number)
            )
        if ticket.state in OPEN:
            raise UserError(
                self.env._("%s is not solved yet.", ticket.display_name),
            )
        if ticket.rating:
            raise UserError(
                self.env._("You said already how it was: thank you."),
            )
        if stars not in range(1, 6):
            raise UserError(self.env._("Choose from one star to five."))
        comment = (comment or "").strip()[:500]
        ticket.write({"rating": stars, "rating_comment": comment or False})

    @api.model
    def _cron_close(self):
        """Close what is solved for as many days as the association says."""
        crons, now = self.env["ir.cron"], fields.Datetime.now()
        # sudo: a nightly job is for every association.
        companies = self.env["res.company"].sudo()._club_all()
        for number, company in enumerate(companies, 1):
            days = timedelta(days=company.club_ticket_close_days)
            old = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "solved"),
                    ("solved_at", "<=", now - days),
                ]
            )
            old._close()
            crons._commit_progress(1, remaining=len(companies) - number)

    def _log_hours(self, minutes):
        """Propose the time spent to the volunteer, once for each time it is solved.

        :param minutes: none: the association's usual number; zero: nothing is logged
        """
        minutes = self.company_id.club_ticket_minutes if minutes is None else minutes
        if not self.volunteer_id or not self.first_answer_at or minutes <= 0:
            return
        again = f",{self.reopened_count}" if self.reopened_count else ""
        self.env["club.hours"]._log(
            [
                {
                    "partner_id": self.owner_id.id,
                    "company_id": self.company_id.id,
                    "section_id": self.section_id.id,
                    "date": self.company_id._club_today(),
                    "hours": minutes / 60,
                    "activity": "request",
                    "origin": f"{self._name},{self.id}{again}",
                    "description": self.number,
                }
            ]
        )
