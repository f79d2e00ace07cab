from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_amount, format_date

# The payer was told: nobody asks them for the same money by another way.
TOLD = ("announced", "ordered")


class ClubDue(models.Model):
    """Dues that will be debited are asked of nobody by another way."""

    _inherit = "club.due"

    debit_line_ids = fields.Many2many(
        "club.debit.line",
        "club_debit_line_due_rel",
        "due_id",
        "line_id",
        string="Direct debits",
        readonly=True,
        copy=False,
    )

    debit_on = fields.Date(
        string="Will be debited on",
        compute="_compute_debit_on",
        store=True,
        compute_sudo=True,
        help="A direct debit of it was announced to its payer.",
    )

    @api.depends("debit_line_ids.state", "debit_line_ids.collection_date")
    def _compute_debit_on(self):
        for due in self:
            told = due.debit_line_ids.filtered(lambda line: line.state in TOLD)
            due.debit_on = min(told.mapped("collection_date"), default=False)

    def _past_values(self, space):
        values = super()._past_values(space)
        # sudo: how the dues that this space shows were paid.
        taken = self.sudo().debit_line_ids.filtered(
            lambda line: line.state == "collected"
        )
        if self.state == "paid" and taken and self.payer_id in space.payers:
            values["reason"] = self.env._(
                "Direct debit of %s", format_date(self.env, max(taken).collection_date)
            )
        return values


class ClubNotice(models.Model):
    """Who was told that they will be debited is not asked to pay as well."""

    _inherit = "club.notice"

    @api.model
    def _open_due_domain(self):
        return super()._open_due_domain() & Domain("debit_on", "=", False)

    def _page_values(self):
        # sudo: what concerns the payer of this notice.
        lines = self.env["club.debit.line"].sudo()
        lines = lines.search(
            Domain("payer_id", "=", self.payer_id.id)
            & Domain("due_ids.call_id", "in", self.call_id.ids)
            & Domain("state", "in", TOLD),
            order="collection_date, id",
        )
        return super()._page_values() | {
            "debits": [line._page_values() for line in lines]
        }


class ClubReminderLevel(models.Model):
    _inherit = "club.reminder.level"

    @api.model
    def _held_sql(self):
        self.env["club.due"].flush_model(["debit_on"])
        return SQL("(%s OR d.debit_on IS NOT NULL)", super()._held_sql())


class ClubDebitLine(models.Model):
    _inherit = "club.debit.line"

    @api.model
    def _of_space(self, space):
        """Debits announced to this person and to whom they manage, soonest first.

        :param space: a ``Space``
        """
        # sudo: members hold no rights on debits; these are their own.
        return self.sudo().search_fetch(
            Domain("payer_id", "in", space.payers.ids)
            & Domain("company_id", "in", space.companies.ids)
            & Domain("state", "in", TOLD),
            order="collection_date, id",
        )

    @api.model
    def _returned_of_space(self, space):
        """Debits of this person and of whom they manage that the bank returned, and
        whose dues are still owed.

        :param space: a ``Space``
        """
        # sudo: as in _of_space.
        return self.sudo().search_fetch(
            Domain("payer_id", "in", space.payers.ids)
            & Domain("company_id", "in", space.companies.ids)
            & Domain("state", "=", "returned")
            & Domain("due_ids", "any", self._owed_again_domain()),
            order="returned_on desc, id desc",
        )

    @api.model
    def _owed_again_domain(self):
        return Domain("state", "=", "called") & Domain("debit_on", "=", False)

    def _returned_sentences(self):
        """What came back, why, and what to do: in the reader's language."""
        self.ensure_one()
        # sudo: as in _of_space.
        booked = (
            self.env["club.debit.return.line"]
            .sudo()
            .search([("debit_line_id", "=", self.id), ("state", "=", "booked")])
        )
        return [
            self.env._(
                "Your bank returned the debit of %(amount)s of %(day)s. Its reason: "
                "%(why)s.",
                amount=format_amount(self.env, self.amount, self.currency_id),
                day=format_date(self.env, self.collection_date),
                why=booked._reason() if booked else self.reason,
            ),
            self.env._(
                "What it paid is owed again. Please pay it by card, transfer or cheque."
            ),
        ]

    def _page_values(self):
        """One debit to come, as its payer reads it."""
        self.ensure_one()
        return {
            "lines": self._due_lines(),
            "day": format_date(self.env, self.collection_date),
            "amount": format_amount(self.env, self.amount, self.currency_id),
            "mandate": self.mandate_reference,
            "creditor": self.creditor_identifier or "",
            "payer": self.payer_id.name,
            "association": self.company_id.name,
        }
