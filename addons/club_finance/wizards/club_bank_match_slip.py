from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount, format_date


class ClubBankMatch(models.TransientModel):
    """A bank line may be slips that were not proposed: the bank kept a fee, say."""

    _inherit = "club.bank.match"

    def _check_parts(self):
        result = super()._check_parts()
        seen = self.env["club.deposit"]
        for part in self.part_ids.filtered(lambda part: part.what == "slip"):
            if twice := seen & part.slip_ids:
                raise UserError(
                    self.env._(
                        "The slip %s stands in two parts: put it in one.",
                        twice[:1].name,
                    )
                )
            seen |= part.slip_ids
        return result


class ClubBankMatchPart(models.TransientModel):
    """Deposit slips as a part of a bank line."""

    _inherit = "club.bank.match.part"

    what = fields.Selection(
        selection_add=[("slip", "Deposit slips")], ondelete={"slip": "cascade"}
    )
    slip_ids = fields.Many2many("club.deposit", string="Slips")

    @api.onchange("what")
    def _onchange_what(self):
        result = super()._onchange_what()
        if self.what == "slip":
            self.payer_id = self.due_ids = False
        else:
            self.slip_ids = False
        return result

    @api.onchange("slip_ids")
    def _onchange_slip_ids(self):
        """The amount follows from the slips, as far as the user may see them."""
        line = self.match_id._seen_line()
        slips = self.slip_ids._origin._filtered_access("read")
        if self.what == "slip" and line and slips:
            self.amount = line._waits(line._lines_of_slips(slips))

    def _check_complete(self):
        if self.what != "slip":
            return super()._check_complete()
        # Nobody settles, or learns of, slips out of their sight.
        self._check_named()
        line, amount = self.match_id.line_id, self.amount
        if not self.slip_ids:
            raise UserError(
                self.env._(
                    "Choose the slips of the part of %s.",
                    format_amount(self.env, amount, self.currency_id),
                )
            )
        found = line._lines_of_slips(self.slip_ids)
        for slip in self.slip_ids - line._slips_of_lines(found):
            raise UserError(self._say_gone(slip))
        waits = line._waits(found)
        if self.currency_id.compare_amounts(waits, amount):
            raise UserError(
                self.env._(
                    "The slips chosen make %(waits)s, not %(amount)s: choose others, "
                    "or add a part for the difference.",
                    waits=format_amount(self.env, waits, self.currency_id),
                    amount=format_amount(self.env, amount, self.currency_id),
                )
            )
        return None

    def _say_gone(self, slip):
        """Why this slip cannot be the bank line."""
        if slip.credited_on:
            return self.env._(
                "The bank showed the slip %(slip)s on %(date)s already, in another "
                "line: choose others.",
                slip=slip.name,
                date=format_date(self.env, slip.credited_on),
            )
        return self.env._(
            "The slip %s does not wait for this bank account: choose others.",
            slip.name,
        )

    def _prepare_proposal(self):
        if self.what != "slip":
            return super()._prepare_proposal()
        found = self.match_id.line_id._lines_of_slips(self.slip_ids)
        return self._prepare_part() | {
            "kind": "deposit",
            "payer_id": False,
            "move_line_ids": found.ids,
        }
