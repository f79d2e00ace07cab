from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..rules import hours as durations


class ClubHours(models.Model):
    """What a volunteer answers about their hours, and what they add themselves.

    Whoever calls has found out that the person is at the keyboard, or who may act for
    them; ``confirmed_by_id`` says who it was.
    """

    _inherit = "club.hours"

    @api.model
    def _today_of(self, companies):
        """The last day that somebody can have worked, by association."""
        return {company: company._club_today() for company in companies}

    def _is_answerable(self, todays):
        return self.state == "proposed" and self.date <= todays[self.company_id]

    def _answerable(self):
        """Those of these lines that wait for an answer and are about a day gone by."""
        todays = self._today_of(self.company_id)
        return self.filtered(lambda line: line._is_answerable(todays))

    def _check_answerable(self):
        todays = self._today_of(self.company_id)
        for line in self:
            if line.state != "proposed":
                self._check_unanswered()
            if line.date > todays[line.company_id]:
                raise UserError(
                    self.env._(
                        "%s: hours are confirmed once the day has come.",
                        line.display_name,
                    )
                )

    def _confirm(self, minutes=None, count=None):
        """These hours were given: from now on they count.

        :param minutes: how much the person saw to confirm, in minutes, all lines
            together; a proposal that changed since is not confirmed unseen
        :param count: how many lines they saw, these or others that are gone
        :raises UserError: a line was answered already or is about a day to come, or
            there is another total to confirm than the person saw
        """
        self._check_answerable()
        seen = (self._minutes() if minutes is None else minutes, count or len(self))
        if seen != (self._minutes(), len(self)):
            raise UserError(
                self.env._(
                    "Nothing was confirmed: these hours changed since you opened the "
                    "page. Look at them again."
                )
            )
        self._set_confirmed()

    def _minutes(self):
        """How long these lines are together, in minutes."""
        return sum(durations.whole_minutes(line.hours) for line in self)

    def _set_confirmed(self):
        self.sudo().write(  # sudo: an answer is written by this only, see create
            {
                "state": "confirmed",
                "reason": False,
                "confirmed_on": fields.Datetime.now(),
                "confirmed_by_id": self.env.uid,
            }
        )

    def _decline(self, reason):
        """These hours were not given, or are not to count.

        :param reason: in the person's own words
        :raises UserError: no reason, or the line was answered already
        """
        self._check_unanswered()
        self._check_reason(reason)
        # sudo: as in _set_confirmed.
        self.sudo().write({"state": "declined", "reason": reason.strip()})

    @api.model
    def _check_reason(self, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Say why, in a few words: the reason is kept."))

    def _correct(self, hours, description=None):
        """The volunteer says it took longer or shorter, before confirming it.

        :param hours: as it was, more than 0 and 24 at most
        :param description: in their words; None: as proposed
        :raises UserError: answered already, or an impossible duration
        """
        self.ensure_one()
        self._check_unanswered()
        self._check_duration(hours)
        hours = durations.rounded(hours)
        said = self.description if description is None else (description or False)
        if (hours, said) == (self.hours, self.description):
            return
        before = self._facts()
        # sudo: as in _set_confirmed.
        line = self.sudo()
        line.write({"hours": hours, "description": said, "is_corrected": True})
        line._trace("corrected", before)

    @api.model
    def _check_duration(self, hours):
        if not hours or not durations.is_possible(hours):
            raise UserError(
                self.env._(
                    "The hours of one line are more than none, and 24 at the most. "
                    "Write them as 1.5, 1:30 or 1 h 30."
                )
            )

    @api.model
    def _declare(self, person, company, values):
        """Add hours that a volunteer gave without being asked to confirm them.

        :param person: res.partner
        :param company: the association
        :param values: ``date``, ``hours``, ``activity_id``, optionally
            ``description`` and ``commission_id``; and ``token``, by which the same
            form sent twice adds one line
        :return: the line
        :raises UserError: an impossible duration, a day to come or of long ago, or
            more than the day has hours
        """
        self._check_duration(values["hours"])
        self._check_declared_day(person, company, values)
        # sudo: a person's own word about themselves; what may be said is above.
        return self.sudo().create(
            {
                "company_id": company.id,
                "partner_id": person.id,
                "date": values["date"],
                "hours": values["hours"],
                "activity_id": values["activity_id"],
                "commission_id": values.get("commission_id") or False,
                "description": values.get("description") or False,
                "is_declared": True,
                "origin": f"declared,{values['token']}",
                "state": "confirmed",
                "confirmed_on": fields.Datetime.now(),
                "confirmed_by_id": self.env.uid,
            }
        )

    @api.model
    def _check_declared_day(self, person, company, values):
        day, today = values["date"], company._club_today()
        if day > today:
            raise UserError(
                self.env._(
                    "%s is still to come: add hours once they were given.",
                    format_date(self.env, day),
                )
            )
        if day.year < today.year - 1:
            raise UserError(
                self.env._(
                    "Hours are added for this year and the last one: ask the office "
                    "of the association to write older ones."
                )
            )
        # sudo: of one person and day.
        [(already,)] = self.sudo()._read_group(
            Domain("company_id", "=", company.id)
            & Domain("partner_id", "=", person.id)
            & Domain("date", "=", day)
            & Domain("state", "=", "confirmed"),
            [],
            ["hours:sum"],
        )
        if not durations.is_possible((already or 0) + values["hours"]):
            raise UserError(
                self.env._(
                    "%(day)s would have more than 24 hours: %(hours)s are in the log "
                    "already.",
                    day=format_date(self.env, day),
                    hours=durations.said(already),
                )
            )
