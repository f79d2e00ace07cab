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
