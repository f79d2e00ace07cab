from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..rules import hours as durations


class ClubHoursChange(models.Model):
    """One change of hours that had been proposed or confirmed: who, why, from what."""

    _name = "club.hours.change"
    _description = "Change of a Volunteer's Hours"
    _order = "id desc"
    _rec_name = "before"

    hours_id = fields.Many2one(
        "club.hours", required=True, index=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one(related="hours_id.company_id", store=True)
    kind = fields.Selection(
        [
            ("corrected", "Corrected by the volunteer"),
            ("amended", "Changed by the office"),
            ("paper", "Confirmed on paper"),
            ("withdrawn", "Withdrawn by the office"),
            ("merged", "Two contacts became one"),
        ],
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one("res.users", string="By", required=True, readonly=True)
    date = fields.Datetime(string="At", required=True, readonly=True)
    reason = fields.Char(readonly=True)
    before = fields.Char(string="What it said before", required=True, readonly=True)
    hours_before = fields.Float(readonly=True)
    hours_after = fields.Float(readonly=True)
    state_before = fields.Char(readonly=True)


class ClubHours(models.Model):
    """What the office changes of a volunteer's hours: with a reason, never silently."""

    _inherit = "club.hours"

    def _facts(self):
        """What this line says, to be kept before it changes."""
        self.ensure_one()
        states = dict(self._fields["state"]._description_selection(self.env))
        words = [
            format_date(self.env, self.date),
            durations.said(self.hours),
            self.activity_id.name,
            self.description or "",
            states[self.state],
        ]
        return {
            "before": " · ".join(filter(None, words)),
            "hours_before": self.hours,
            "state_before": self.state,
        }

    def _trace(self, kind, before, reason=False):
        """Keep what a line said before it changed.

        :param kind: a value of ``club.hours.change.kind``
        :param before: what ``_facts`` answered then
        """
        # sudo: written by this only, and by nobody's hand.
        self.env["club.hours.change"].sudo().create(
            {
                **before,
                "hours_id": self.id,
                "kind": kind,
                "reason": reason,
                "user_id": self.env.uid,
                "date": fields.Datetime.now(),
                "hours_after": self.hours,
            }
        )

    def _amend(self, vals, reason):
        """The office corrects hours that were confirmed.

        What was confirmed is kept with the reason, and the volunteer is asked again;
        of who died the correction counts as it is.

        :param vals: some of ``date``, ``hours``, ``activity_id``, ``description``
        :param reason: as the volunteer will read it
        :raises UserError: no reason, not confirmed, or an impossible duration
        """
        self.ensure_one()
        self.check_access("write")
        self._check_reason(reason)
        if "hours" in vals:
            self._check_duration(vals["hours"])
        if self.state != "confirmed":
            raise UserError(
                self.env._(
                    "%s: only what was confirmed is corrected with a reason. What "
                    "waits for an answer can be changed as it is.",
                    self.display_name,
                )
            )
        before = self._facts()
        line = self.sudo()  # sudo: what was confirmed is changed by this only
        if not line.partner_id.club_deceased_on:
            vals = {
                **vals,
                "state": "proposed",
                "confirmed_on": False,
                "confirmed_by_id": False,
                # The same duty must not write over what was said about it.
                "is_corrected": True,
            }
        line.write(vals)
        self._trace("amended", before, reason.strip())

    def _confirm_on_paper(self, reason):
        """The office writes what a volunteer answered on paper or by telephone.

        :param reason: where the answer is: a signed sheet, a call on what day
        """
        self.check_access("write")
        self._check_reason(reason)
        self._check_answerable()
        before = {line: line._facts() for line in self}
        self._set_confirmed()
        for line in self:
            line._trace("paper", before[line], reason.strip())

    def _withdraw(self, reason):
        """The office finds that hours are not to count: written twice, by mistake.

        :param reason: as the volunteer will read it
        """
        self.check_access("write")
        self._check_reason(reason)
        for line in self:
            if line.state == "declined":
                self._check_unanswered()
            before = line._facts()
            # sudo: as in _amend; the trace keeps who had confirmed and when it was.
            line.sudo().write({"state": "declined", "reason": reason.strip()})
            line._trace("withdrawn", before, reason.strip())
