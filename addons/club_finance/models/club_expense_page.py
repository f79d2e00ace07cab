from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_amount, format_date

SHORT = 200  # characters of what somebody types


class ClubExpense(models.Model):
    """The pages "My expenses": what one claims, and what became of it."""

    _inherit = "club.expense"

    @api.model
    def _of_space(self, space):
        """The claims of the space's person, latest first, with full rights."""
        return space.env["club.expense"].search(
            Domain("partner_id", "=", space.person.id)
            & Domain("company_id", "in", space.companies.ids)
        )

    @api.model
    def _sections_of_space(self, space):
        """Where this person may claim: sections they belong to or serve, and those
        above. Who left claims nothing new; what they sent before goes on."""
        standing = space.own.filtered("is_member") | space.organisations.filtered(
            "is_member"
        )
        offices = space.env["club.office"].search(
            [
                ("partner_id", "=", space.person.id),
                ("is_current", "=", True),
                ("company_id", "in", space.companies.ids),
            ]
        )
        near = standing.section_id | offices.section_id
        return near.sorted("id") | (near.ancestor_ids - near)

    @api.model
    def _page_of_space(self, space):
        """Plain values of the list of claims."""
        claims = self._of_space(space)
        return {
            "claims": [claim._claim_values() for claim in claims],
            "sections": [
                (section.id, section.name) for section in self._sections_of_space(space)
            ],
        }

    def _claim_values(self):
        self.ensure_one()
        return {
            "id": self.id,
            "number": self.name if self.name != "/" else "",
            "summary": self.summary,
            "section": self.section_id.name,
            "total": format_amount(self.env, self.total, self.currency_id),
            "count": len(self.line_ids),
            "state": self.state,
            "state_label": dict(self._fields["state"]._description_selection(self.env))[
                self.state
            ],
            "sentence": self._outcome_sentence(),
            "open": self.state in ("draft", "refused"),
            "day": format_date(self.env, self.submitted_on or self.create_date),
        }

    def _page_values(self, space):
        """Plain values of the page of one claim."""
        self.ensure_one()
        today = self.company_id._club_today()
        headings = self.env["club.heading"].search(
            [("claimable", "=", True), ("company_id", "=", self.company_id.id)]
        )
        rates = self.env["club.km.rate"]._of_year(self.company_id, today.year)
        return {
            "claim": {
                **self._claim_values(),
                "settlement": self.settlement,
                "statement": self.waiver_text or self._waiver_statement(),
                "signed": self.waiver_name or "",
                "signed_on": self.waiver_at and format_date(self.env, self.waiver_at),
                "account": self.iban_masked,
                "paid_on": self.paid_on and format_date(self.env, self.paid_on),
            },
            "lines": [line._line_values() for line in self.line_ids],
            "form": {
                "token": uuid4().hex,
                "today": fields.Date.to_string(today),
                "headings": [(heading.id, heading.name) for heading in headings],
                "rates": [(rate.id, rate._rate_label()) for rate in rates],
            },
            "known_account": self._known_account(),
            "signs": space.mode == "self",
        }

    def _known_account(self):
        """The account of the last claim that named one, masked; else nothing."""
        return self._last_with_account().iban_masked or ""

    def _last_with_account(self):
        return (self if self.iban else self.browse()) or self.search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("iban", "!=", False),
            ],
            limit=1,
        )

    @api.model
    def _start_of_space(self, space, summary, section_id):
        """Begin a claim.

        :param summary: what it is for, as typed
        :param section_id: whose accounts bear it, one of those offered
        :raises UserError: it does not say what for, or nobody's section
        """
        section = self._sections_of_space(space).filtered(lambda s: s.id == section_id)
        summary = " ".join(summary.split())[:SHORT]
        if not (section and summary):
            raise UserError(
                self.env._("Say what you spent money for, and for which section.")
            )
        return space.env["club.expense"].create(
            {
                "summary": summary,
                "section_id": section.id,
                "company_id": section.company_id.id,
                "partner_id": space.person.id,
            }
        )

    def _send_of_space(self, space, asked, address):
        """Send the claim as the form says.

        :param asked: ``settlement``, ``iban``, ``keep_account``, ``signature``
        :param address: the network address of who signs
        :raises UserError: see ``_submit``; somebody signs for another person
        """
        self.ensure_one()
        self._check_open()
        waive = asked.get("settlement") == "waive"
        if waive and space.mode != "self":
            raise UserError(
                self.env._(
                    "Giving expenses to the association is signed by %s alone, in "
                    "their own space.",
                    self.partner_id.name,
                )
            )
        account = (asked.get("iban") or "").strip()
        if not account and asked.get("keep_account"):
            account = self._last_with_account().iban
        self.write(
            {
                "settlement": "waive" if waive else "repay",
                "iban": False if waive else account,
            }
        )
        self._submit(
            space.user.partner_id,
            {"name": asked.get("signature", ""), "address": address},
        )


class ClubExpenseLine(models.Model):
    _inherit = "club.expense.line"

    def _line_values(self):
        self.ensure_one()
        return {
            "id": self.id,
            "label": self.label,
            "day": format_date(self.env, self.date),
            "heading": self.heading_id.name,
            "amount": format_amount(self.env, self.amount, self.currency_id),
            "trip": self.kind == "trip"
            and self.env._(
                "%(km)s km at %(rate)s",
                km=f"{self.km:g}",
                rate=self.rate_id._rate_label(self.rate),
            ),
            "no_receipt": self.no_receipt_reason or "",
            "receipts": self._receipt_links(f"/my/expenses/{self.expense_id.id}/file"),
        }

    @api.model
    def _add_of_space(self, expense, asked, files):
        """Add a receipt or a trip to a claim.

        :param expense: the claim, found in the space
        :param asked: values as typed: ``kind``, ``date``, ``label``, ``heading_id``,
            ``amount``, ``km``, ``rate_id``, ``no_receipt_reason``, ``token``
        :param files: list of (name, content)
        :raises UserError: something is missing or impossible
        """
        try:
            day = fields.Date.to_date(asked["date"])
        except ValueError:
            day = None
        headings = expense.env["club.heading"].search(
            [("claimable", "=", True), ("company_id", "=", expense.company_id.id)]
        )
        heading = headings.filtered(lambda h: h.id == asked["heading_id"])
        if not (day and heading and asked["label"]):
            raise UserError(
                self.env._("Say on which day it was, what it was, and its heading.")
            )
        line = expense.env["club.expense.line"].create(
            {
                "expense_id": expense.id,
                "date": day,
                "label": asked["label"],
                "heading_id": heading.id,
                "token": asked["token"] or False,
                **self._cost_values(expense, asked, day),
            }
        )
        if files:
            line._add_receipts(files)
        line._check_proof()
        return line

    @api.model
    def _cost_values(self, expense, asked, day):
        if asked["kind"] == "trip":
            rates = self.env["club.km.rate"]._of_year(expense.company_id, day.year)
            offered = self.env["club.km.rate"]._of_year(
                expense.company_id, expense.company_id._club_today().year
            )
            rate = (offered | rates).filtered(lambda r: r.id == asked["rate_id"])
            if not (rate and asked["km"] > 0):
                raise UserError(
                    self.env._("Say how many kilometres, and with which vehicle.")
                )
            rate = rate._for_trip(expense.company_id, day)
            return {"kind": "trip", "km": asked["km"], "rate_id": rate.id}
        if asked["amount"] <= 0:
            raise UserError(self.env._("Say how much it was: for instance 12.50."))
        return {
            "kind": "receipt",
            "amount": asked["amount"],
            "no_receipt_reason": asked["no_receipt_reason"],
        }
