from odoo import api, fields, models
from odoo.exceptions import UserError

from ..money.hours import worth


class ClubValuation(models.Model):
    """Collecting the hours of a year, and booking what they are worth."""

    _inherit = "club.valuation"

    changed_count = fields.Integer(
        string="Hours changed since", compute="_compute_changed_count"
    )

    def _compute_changed_count(self):
        for valuation in self:
            rows = valuation.line_ids.evidence_ids.filtered("counts")
            valuation.changed_count = len(rows.filtered("changed"))

    @api.model
    def _prepare_year(self, company, date_from, date_to, sections=None):
        """Open one draft per section with confirmed hours that nobody valued yet.

        Doing it again opens what is missing, and reads the drafts anew.

        :param date_from: first day, included
        :param date_to: last day, included
        :param sections: by default all sections of the company
        :return: the valuations of these sections and this year
        """
        hours = self._hours_to_value(company, date_from, date_to)
        concerned = hours.section_id
        if sections is not None:
            concerned &= sections
        known = self.search(
            [
                ("company_id", "=", company.id),
                ("date_from", "=", date_from),
                ("state", "!=", "cancelled"),
            ]
        )
        new = self.create(
            [
                {
                    "company_id": company.id,
                    "section_id": section.id,
                    "date_from": date_from,
                    "date_to": date_to,
                }
                for section in concerned - known.section_id
            ]
        )
        found = known | new
        if sections is not None:
            found = found.filtered(lambda each: each.section_id in sections)
        found.filtered(lambda each: each.state == "draft")._collect()
        return found

    @api.model
    def _hours_to_value(self, company, date_from, date_to, section=None):
        """Confirmed hours of these days that are in no valuation that counts."""
        domain = [
            ("company_id", "=", company.id),
            ("state", "=", "confirmed"),
            ("same_as_id", "=", False),
            ("date", ">=", date_from),
            ("date", "<=", date_to),
            ("valuation_hours_ids", "not any", [("counts", "=", True)]),
        ]
        if section:
            domain.append(("section_id", "=", section.id))
        # sudo: treasurers of sections value hours whose log they do not read.
        return self.env["club.hours"].sudo().search(domain)

    def action_collect(self):
        """Read the confirmed hours anew."""
        self.check_access("write")
        self._check_draft()
        self._collect()

    def _collect(self):
        """Replace the lines of these drafts by the confirmed hours of today.

        :raises UserError: a kind of work has no rate
        """
        self._lock_in_state("draft")
        for valuation in self.sudo():  # sudo: lines are written by this only
            valuation.line_ids.unlink()
            hours = valuation._hours_to_value(
                valuation.company_id,
                valuation.date_from,
                valuation.date_to,
                valuation.section_id,
            )
            rates_model = self.env["club.hours.rate"]
            rates = rates_model._rates(valuation.company_id, valuation.date_to)
            rates_model._check_rates(valuation.company_id, hours.activity_id, rates)
            self.env["club.valuation.line"].sudo().create(
                [
                    valuation._prepare_line(activity, rows, rates)
                    for activity, rows in hours.grouped("activity_id").items()
                ]
            )

    def _prepare_line(self, activity, hours, rates):
        rate = rates.get(activity.id) or rates[False]
        minutes = hours._minutes()
        return {
            "valuation_id": self.id,
            "activity_id": activity.id,
            "rate": rate,
            "minutes": minutes,
            "amount": worth(minutes, rate),
            "evidence_ids": [
                fields.Command.create(
                    {
                        "hours_id": row.id,
                        "partner_id": row.partner_id.id,
                        "date": row.date,
                        "minutes": row._minutes(),
                        "confirmed_on": row.confirmed_on,
                    }
                )
                for row in hours
            ],
        }

    def action_book(self):
        """Book the drafts on accounts 86 and 87; what is booked stays as it is.

        :raises UserError: no hours, no accounts, a closed period
        """
        for valuation in self._lock_in_state("draft"):
            if not valuation.line_ids:
                raise UserError(
                    self.env._(
                        "%s has no confirmed hours to value.", valuation.display_name
                    )
                )
            # sudo: who values a section's hours holds no accounting right; what is
            # booked follows from confirmed hours and the association's rates.
            valuation.sudo()._book(1, "move_id", "booked")

    def action_take_back(self):
        """Undo booked valuations by an entry of their own; their hours are free again.

        :raises UserError: a closed period
        """
        for valuation in self._lock_in_state("booked"):
            # sudo: as for booking.
            valuation.sudo()._book(-1, "reversal_id", "cancelled")
            valuation.sudo().line_ids.evidence_ids.counts = False

    def _book(self, sign, link, state):
        """:param sign: 1 books the value, -1 takes it back"""
        use, gift = self.company_id._club_volunteering_accounts()
        books = self.company_id._club_speaking()
        lines = []
        for line in self.with_env(books.env).line_ids:
            common = {"name": line.activity_id.name, "section": self.section_id}
            lines += [
                {"account": use, "balance": sign * line.amount, **common},
                {"account": gift, "balance": -sign * line.amount, **common},
            ]
        move = (
            self.env["account.move"]
            .with_env(books.env)
            ._club_book(
                self.company_id._club_misc_journal(),
                self.date_to,
                books.env._("Volunteers' hours, %s", self.display_name),
                lines,
            )
        )
        self.write(
            {
                link: move.id,
                "state": state,
                "booked_by_id": self.env.uid,
                "booked_on": fields.Datetime.now(),
            }
        )

    def action_view_evidence(self):
        """Whose hours these are, day by day."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_finance.club_valuation_hours_action"
            ),
            "domain": [("valuation_id", "=", self.id)],
        }
