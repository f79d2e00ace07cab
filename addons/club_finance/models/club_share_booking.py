from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ClubSectionTransfer(models.Model):
    _inherit = "club.section.transfer"

    # The share of dues whose money it moves.
    share_id = fields.Many2one(
        "club.share",
        readonly=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
    )


class ClubShare(models.Model):
    """Booking a share: income moves between sections, money is proposed to follow."""

    _inherit = "club.share"

    def _book_share(self):
        self.ensure_one()
        today = self.company_id._club_today()
        if self.date > today:
            raise UserError(
                self.env._(
                    "%s is still to come: share what is collected until today.",
                    format_date(self.env, self.date),
                )
            )
        self._take_number(self.date)
        moved = self._income_by_pair()
        if moved:
            self.move_id = self._book_income(moved)
        self.write(
            {"state": "booked", "booked_by_id": self.env.uid, "booked_on": today}
        )
        # Or a new draft made in the same breath would find this one still open.
        self.flush_recordset(["state"])
        self._propose_transfers()

    def _income_by_pair(self):
        """{(section of the member, section that takes): amount}, what is not zero."""
        rows = self.env["club.share.line"]._read_group(
            [("share_id", "=", self.id), ("role", "=", "level")],
            ["source_section_id", "section_id"],
            ["amount:sum"],
        )
        return {
            (source, taker): amount
            for source, taker, amount in rows
            if not self.currency_id.is_zero(amount)
        }

    def _book_income(self, moved):
        """On one account, so that the association as a whole earns nothing by it."""
        account = (
            self.heading_id._account()
            if self.heading_id
            else self.company_id.club_income_account_id
        )
        if not account:
            raise UserError(
                self.env._(
                    "%s has no default account of dues: set it in the association's "
                    "settings, or choose a heading.",
                    self.company_id.name,
                )
            )
        lines = []
        for (source, taker), amount in moved.items():
            line = {"account": account, "heading": self.heading_id}
            lines += [
                line
                | {
                    "balance": amount,
                    "section": source,
                    "name": self.env._("Share of dues for %s", taker.name),
                },
                line
                | {
                    "balance": -amount,
                    "section": taker,
                    "name": self.env._("Share of dues of %s", source.name),
                },
            ]
        return self.env["account.move"]._club_book(
            self.company_id._club_misc_journal(), self.date, self.name, lines
        )

    def _propose_transfers(self):
        """Between the association and each section with a bank account of its own:
        what it received beyond its part, or its part that others received."""
        root = self.company_id._club_root_section()
        owners, owed = self._owner_of_money(), defaultdict(float)
        for line in self.line_ids:
            sign = 1 if line.role == "held" else -1
            owed[owners[line.section_id]] += sign * line.amount
        transfers = self.env["club.section.transfer"]
        for section, amount in owed.items():
            if section == root or self.currency_id.is_zero(amount):
                continue
            transfer = transfers.create(
                {
                    "company_id": self.company_id.id,
                    "from_section_id": section.id if amount > 0 else root.id,
                    "to_section_id": root.id if amount > 0 else section.id,
                    "amount": self.currency_id.round(abs(amount)),
                    "date": self.company_id._club_today(),
                    "reason": self.env._("Share of dues %s", self.name),
                    "share_id": self.id,
                }
            )
            transfer._propose(section)
