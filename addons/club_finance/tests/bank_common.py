"""Bank lines as the bank shows them, for the tests of the desk."""

from odoo.fields import Command

from .common import TODAY, FinanceCommon, day


class BankDeskCommon(FinanceCommon):
    """Brittany's bank account, followed by its own treasurer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.brittany_bank_account = cls.brittany_bank.default_account_id
        cls.mine = cls._as("section_treasurer")

    @classmethod
    def _bank_line(cls, amount, label="Transfer", journal=None, **vals):
        """A line of Brittany's bank, seen by whoever may, before anything is asked."""
        statement_line = cls.env["account.bank.statement.line"].create(
            {
                "journal_id": (journal or cls.brittany_bank).id,
                "date": TODAY,
                "payment_ref": label,
                "amount": amount,
                **vals,
            }
        )
        return cls.env["club.bank.line"].search(
            [("statement_line_id", "=", statement_line.id)]
        )

    @classmethod
    def _recognised(cls, amount, label="Transfer", **vals):
        """The same, after the bank lines were looked at, as the treasurer sees it."""
        line = cls._bank_line(amount, label, **vals)
        line._recognise()
        return line.with_env(cls.mine)

    def _slip(self, due, date=TODAY, method="cheque", **vals):
        """A booked slip of one payment of Brittany."""
        deposit = self.env["club.deposit"].create(
            {
                "section_id": due.section_id.id,
                "method": method,
                "date": day(date),
                "line_ids": [
                    (
                        0,
                        0,
                        {
                            "payer_id": due.payer_id.id,
                            "amount": due.residual,
                            "due_ids": [(6, 0, due.ids)],
                        },
                    )
                ],
                **vals,
            }
        )
        deposit.action_post()
        return deposit

    def _slips(self, *amounts, **vals):
        """Booked slips of these amounts."""
        slips = self.env["club.deposit"]
        for amount in amounts:
            due = self._due(f"Payer of {amount} {len(slips)}", self.brittany)
            slip = self.env["club.deposit"].create(
                {"section_id": self.brittany.id, "method": "cheque", "date": TODAY}
                | vals
            )
            slip.line_ids = [
                (0, 0, {"payer_id": due.payer_id.id, "amount": amount}),
            ]
            slip.action_post()
            slips |= slip
        return slips

    def _match(self, line, *parts):
        """Say what a line is, as Brittany's treasurer."""
        match = self.mine["club.bank.match"].create(
            {
                "line_id": line.id,
                "part_ids": [Command.clear(), *map(Command.create, parts)],
            }
        )
        match.action_confirm()
        return match
