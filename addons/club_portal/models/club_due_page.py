from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date


class ClubDue(models.Model):
    """Dues and payments as a member reads them: plain values in their language."""

    _inherit = "club.due"

    def _bill_values(self):
        """One bill as a member chooses and pays it."""
        currency, schedule = self.currency_id, self._bill_schedule()
        asked, total = self._bill_amount("now"), self._bill_amount("all")
        until = schedule[0][0] if schedule else self[0].due_date
        return {
            "id": self[0].id,
            "company_id": self.company_id.id,
            "lines": [due._line_values() for due in self],
            "payer": self.payer_id.name,
            "until": format_date(self.env, until),
            "late": until < fields.Date.context_today(self),
            "total": format_amount(self.env, total, currency),
            "asked": format_amount(self.env, asked, currency),
            "in_part": currency.compare_amounts(asked, total) < 0,
            "schedule": [
                {
                    "day": format_date(self.env, day),
                    "amount": format_amount(self.env, amount, currency),
                }
                for day, amount in schedule
            ],
        }

    def _line_values(self):
        """One due: whose, for what, how much is left."""
        self.ensure_one()
        return {
            "member": self.partner_id.name,
            "label": self._notice_label(),
            "amount": format_amount(self.env, self.residual, self.currency_id),
            "reference": self.reference or "",
        }

    def _past_values(self, space):
        """One line of the history: settled, waived, cancelled, or another's to pay.

        Why it was waived is told to the member, not to who pays for them.
        """
        self.ensure_one()
        known = space.mode == "staff" or self.membership_id in space.own | space.manages
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            "member": self.partner_id.name,
            "label": self._notice_label(),
            "date": format_date(self.env, self.date),
            "amount": format_amount(self.env, self.amount, self.currency_id),
            "state": states[self.state],
            "paid": self.state == "paid",
            "payer": self.payer_id.name if self.payer_id != self.partner_id else "",
            "reason": (known and self.decision_reason) or "",
        }

    @api.model
    def _credits_of_space(self, space):
        """What is open to the credit of this person and of whom they manage.

        :return: list of formatted amounts, one per payer, ``payer`` and ``amount``
        """
        payers = space.payers
        # sudo: their own open credits, which they may not read in the ledger.
        rows = (
            self.env["account.move.line"]
            .sudo()
            ._read_group(
                Domain("partner_id", "in", payers.ids)
                & Domain("company_id", "in", space.companies.ids)
                & Domain("account_id.account_type", "=", "asset_receivable")
                & Domain("parent_state", "=", "posted")
                & Domain("balance", "<", 0)
                & Domain("amount_residual", "<", 0),
                ["partner_id", "company_id"],
                ["amount_residual:sum"],
            )
        )
        return [
            {
                "payer": payer.name,
                "association": company.name,
                "amount": format_amount(self.env, -total, company.currency_id),
            }
            for payer, company, total in rows
        ]


class ClubDepositLine(models.Model):
    _inherit = "club.deposit.line"

    @api.model
    def _of_space(self, space, limit=50):
        """Payments received from this person and from whom they manage, latest first.

        :param space: a ``Space``
        """
        payers = space.payers
        # sudo: members hold no rights on deposits; these are their own payments.
        return self.sudo().search_fetch(
            Domain("payer_id", "in", payers.ids)
            & Domain("company_id", "in", space.companies.ids)
            & Domain("deposit_id.state", "=", "posted"),
            order="id desc",
            limit=limit,
        )

    def _payment_values(self, person):
        """One payment, as ``person`` reads it."""
        self.ensure_one()
        methods = {
            "cheque": self.env._("Cheque"),
            "transfer": self.env._("Transfer"),
            "cash": self.env._("Cash"),
            "card": self.env._("Card"),
        }
        # sudo: whether it came by card from these pages, for its own payer.
        online = bool(self.sudo().deposit_id.transaction_id)
        return {
            "id": self.id,
            "payer": self.payer_id.name if self.payer_id != person else "",
            "date": format_date(self.env, self.date),
            "method": self.env._("Online")
            if online
            else methods[self.deposit_id.method],
            "amount": format_amount(self.env, self.amount, self.currency_id),
            "bounced": format_date(self.env, self.bounced_on)
            if self.bounced_on
            else "",
            "for": ", ".join(
                f"{due.partner_id.name}, {due._notice_label()}" for due in self.due_ids
            ),
        }


class ClubNotice(models.Model):
    _inherit = "club.notice"

    @api.model
    def _of_space(self, space, limit=50):
        """Notices written to this person and to whom they manage, latest first."""
        payers = space.payers
        # sudo: members hold no rights on notices; these were written to them.
        return self.sudo().search_fetch(
            Domain("payer_id", "in", payers.ids)
            & Domain("company_id", "in", space.companies.ids),
            order="date desc, id desc",
            limit=limit,
        )

    def _link_values(self, person):
        """One notice as a line that opens it, for ``person``."""
        self.ensure_one()
        return {
            "id": self.id,
            "url": f"/my/dues/notice/{self.id}",
            "date": format_date(self.env, self.date),
            "name": self.call_id.name,
            "level": self.level_id.name or "",
            "payer": self.payer_id.name if self.payer_id != person else "",
        }
