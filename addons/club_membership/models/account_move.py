from odoo import fields, models
from odoo.exceptions import UserError

# Entries whose debits take a credit back, and ask for nothing new.
TAKING_BACK = ("waiver_back", "payer")


class AccountMove(models.Model):
    _inherit = "account.move"

    club_due_ids = fields.One2many("club.due", "invoice_id", string="Dues")
    club_deposit_id = fields.Many2one(
        "club.deposit",
        string="Deposit",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        readonly=True,
    )

    club_decision = fields.Selection(
        [
            ("waiver", "Waiver"),
            ("waiver_back", "Waiver taken back"),
            ("payer", "Change of payer"),
        ],
        string="Decision about dues",
        copy=False,
        readonly=True,
    )
    club_handed_over = fields.Boolean(
        string="Handed over to another payer",
        copy=False,
        readonly=True,
        help="What remained of some of its dues is asked of somebody else.",
    )

    def _club_all_dues(self):
        """The dues of these invoices, those included that another payer took over."""
        handed_over = self.filtered("club_handed_over")
        return self.club_due_ids | handed_over.invoice_line_ids.club_due_id

    def _club_fit(self, wanted):
        """Make a draft document ask for exactly these amounts, taxes included.

        The rule of rounding: each line's price is cut down in proportion; the cent
        that taxes then round differently is put on the largest tax, or on the
        largest line where there is none.

        :param wanted: {line of the document: amount}, all of its lines
        """
        self.ensure_one()
        currency = self.currency_id
        for line, amount in wanted.items():
            if currency.compare_amounts(amount, line.price_total):
                price = line.price_unit * line.quantity * amount / line.price_total
                line.write({"quantity": 1, "price_unit": price})
        missing = currency.round(sum(wanted.values()) - self.amount_total)
        if not missing:
            return
        taxes = self.line_ids.filtered("tax_repartition_line_id")
        if taxes:
            largest = max(taxes, key=lambda line: abs(line.balance))
            largest.amount_currency += self.direction_sign * missing
        else:
            largest = max(self.invoice_line_ids, key=lambda line: line.price_total)
            largest.price_unit += missing

    def _reverse_moves(self, default_values_list=None, cancel=False):
        self._refuse_undoing_dues()
        return super()._reverse_moves(default_values_list, cancel)

    def button_draft(self):
        self._refuse_undoing_dues()
        return super().button_draft()

    def _refuse_undoing_dues(self):
        """Undoing an entry of many people at once would undo the payments of all, and
        pair debts with other people's credits: refuse, and name the way out."""
        for move in self.filtered(lambda move: move.move_type == "entry"):
            if move.line_ids.club_due_id:
                raise UserError(
                    self.env._(
                        "%s is a collective entry of dues: cancel, waive or credit the "
                        "dues one by one instead of undoing everybody's.",
                        move.name,
                    )
                )
            if move.club_deposit_id:
                raise UserError(
                    self.env._(
                        "%(entry)s belongs to the deposit %(deposit)s: cancel that "
                        "one, or record a bounced payment.",
                        entry=move.name,
                        # sudo: an accountant is told the number only.
                        deposit=move.sudo().club_deposit_id.name,
                    )
                )

    def _post(self, soft=True):
        posted = super()._post(soft)
        # A credit note changes what its dues are worth even before it is reconciled.
        # sudo: an accountant need not read dues for the membership to follow.
        if dues := posted.sudo().reversed_entry_id._club_all_dues():
            dues._sync_terms()
        return posted
