from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class ClubBill(models.Model):
    """A supplier's bill in plain words: who, how much, what for, and the document."""

    _name = "club.bill"
    _description = "Bill"
    _inherit = ["club.books.document", "mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _own_fields = frozenset({"name", "state", "move_id", "payment_id"})
    _booked_fields = frozenset(
        {
            "company_id",
            "section_id",
            "partner_id",
            "reference",
            "amount",
            "heading_id",
            "date",
            "due_date",
            "label",
            "document",
        }
    )
    _number = ("club_bill_sequence_id", "BILL")

    name = fields.Char(string="Number", readonly=True, copy=False, default="/")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        default=lambda s: s.env["club.section"]._default_for_user(),
    )
    partner_id = fields.Many2one(
        "res.partner", string="Supplier", required=True, index=True, ondelete="restrict"
    )
    reference = fields.Char(string="Number on the bill", copy=False)
    label = fields.Char(string="What for", required=True)
    date = fields.Date(
        string="Date of the bill",
        required=True,
        default=lambda s: s.env.company._club_today(),
    )
    due_date = fields.Date(string="Pay before")
    amount = fields.Monetary(
        string="Total", required=True, help="What is to be paid, taxes included."
    )
    heading_id = fields.Many2one(
        "club.heading", required=True, check_company=True, ondelete="restrict"
    )
    document = fields.Binary(string="Bill (photo or PDF)", attachment=True, copy=False)
    document_name = fields.Char(copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("booked", "Booked"),
            ("paid", "Paid"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    payment_id = fields.Many2one(
        "club.payment.out",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    payment_state = fields.Selection(
        related="payment_id.state", string="Status of the payment"
    )
    move_id = fields.Many2one(
        "account.move",
        string="Entry",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )

    _amount_positive = models.Constraint("CHECK (amount > 0)", "A bill is above zero.")
    _reference_uniq = models.UniqueIndex(
        "(company_id, partner_id, reference) "
        "WHERE reference IS NOT NULL AND state <> 'cancelled'",
        "This bill of the supplier was entered already.",
    )

    def action_book(self):
        """Book these bills and ask for their payment; a booked one stays as it is.

        :raises UserError: no document, a closed period, no account behind the heading
        """
        for bill in self._lock_in_state("draft"):
            if not bill.document:
                raise UserError(
                    self.env._(
                        "Add a photo or the PDF of the bill of %s: nothing is paid "
                        "without it.",
                        bill.partner_id.name,
                    )
                )
            # sudo: section treasurers hold no accounting group; what is booked
            # follows from the bill alone.
            bill.sudo()._book_bill()
            bill._ask_for_payment()

    def _book_bill(self):
        company = self.company_id
        journal = self.env["account.journal"].search(
            [("company_id", "=", company.id), ("type", "=", "purchase")], limit=1
        )
        if not journal:
            raise UserError(
                self.env._(
                    "%s has no journal of bills: the association's treasurer makes "
                    "one in Accounting.",
                    company.name,
                )
            )
        company._club_check_period_open(self.date, journal)
        self._take_number(self.date)
        move = (
            self.env["account.move"].with_company(company).create(self._bill(journal))
        )
        move._post(soft=False)
        self.write({"state": "booked", "move_id": move.id})

    def _bill(self, journal):
        """Values of the supplier's bill: the total by heading, no tax apart."""
        return {
            "move_type": "in_invoice",
            "journal_id": journal.id,
            "partner_id": self.partner_id.id,
            "currency_id": self.currency_id.id,
            "invoice_date": self.date,
            "date": self.date,
            "invoice_date_due": self.due_date or self.date,
            "ref": self.reference or self.name,
            "invoice_line_ids": [
                Command.create(
                    {
                        "name": self.label,
                        "quantity": 1.0,
                        "price_unit": self.amount,
                        "account_id": self.heading_id._account().id,
                        "club_heading_id": self.heading_id.id,
                        "tax_ids": [Command.clear()],
                        "analytic_distribution": (
                            self.section_id._analytic_distribution()
                        ),
                    }
                )
            ],
        }

    def _ask_for_payment(self):
        # sudo: the debt behind a bill that the user may write.
        debts = self.sudo().move_id.line_ids.filtered(
            lambda line: line.display_type == "payment_term"
        )
        payments = self.env["club.payment.out"]
        payment = payments._request(
            self.partner_id,
            self.amount,
            self.env._("%(bill)s: %(label)s", bill=self.name, label=self.label),
            self.section_id,
            payments._origin_of(self),
            payable_lines=debts,
        )
        self.sudo().payment_id = payment  # sudo: own field

    def action_ask_again(self):
        """Ask for the payment anew, after it was refused or cancelled."""
        for bill in self._lock_in_state("booked"):
            if bill.payment_state in (False, "refused", "cancelled"):
                bill._ask_for_payment()

    def _payment_out_changed(self, payment):
        """The payment of this bill took a step."""
        if payment == self.payment_id or not self.payment_id:
            self.state = "paid" if payment.state == "paid" else "booked"

    def action_cancel(self):
        """Take bills back: a booked one gets its credit note, its payment is given up.

        :raises UserError: it is paid, the period is closed
        """
        for bill in self._lock_in_state("draft", "booked"):
            # sudo: the mirror of what was booked.
            bill.sudo()._cancel_bill()
        for bill in self._lock_in_state("paid"):
            raise UserError(
                self.env._("%s is paid: take the payment back first.", bill.name)
            )

    def _cancel_bill(self):
        self.payment_id.filtered(
            lambda payment: payment.state in ("draft", "requested", "approved")
        ).action_cancel()
        if self.move_id:
            day = max(self.date, self.company_id._club_today())
            self.company_id._club_check_period_open(day, self.move_id.journal_id)
            self.move_id._reverse_moves(
                [{"date": day, "invoice_date": day, "ref": self.name}], cancel=True
            )
        self.state = "cancelled"

    @api.depends("name", "state", "partner_id.name")
    def _compute_display_name(self):
        for bill in self:
            draft = bill.name in (False, "/")
            # sudo: a name; the bill's reader may not open the contact.
            supplier = bill.sudo().partner_id.name
            bill.display_name = (
                self.env._("New bill") if draft else f"{bill.name} {supplier}"
            )

    def action_view_payment(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.payment.out",
            "res_id": self.payment_id.id,
            "view_mode": "form",
        }
