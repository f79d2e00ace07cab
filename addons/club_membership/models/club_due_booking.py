from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

# Ranks are written once per chunk instead of once per partner (thousands of queries).
BOOKING_CONTEXT = {"club_skip_rank": True}
# What is not a price: a gift has no counterpart, an old balance was taxed before.
UNTAXED_KINDS = ("donation", "opening")


class ClubDue(models.Model):
    """Booking dues: a collective entry or invoices, always through the ledger's ORM."""

    _inherit = "club.due"

    def _book(self, call):
        """Book dues of one section and one way of booking.

        :param call: the call that dates and names the entry
        :raises UserError: closed accounting period, missing account
        """
        if not self:
            return
        # sudo: secretaries call dues without any accounting right; what is written
        # follows from the call alone.
        dues = self.sudo().with_company(call.company_id).with_context(**BOOKING_CONTEXT)
        journal = call.company_id._club_journal(self[0].booking_mode)
        dues._check_period_open(call, journal)
        dues.payer_id._club_make_customers()
        if self[0].booking_mode == "invoice":
            dues._book_invoices(call, journal)
        else:
            dues._book_entry(call, journal)

    def _check_period_open(self, call, journal):
        """A locked period makes Odoo move the entry silently: refuse instead."""
        call.company_id._club_check_period_open(
            call.date, journal, bool(self.type_id.tax_ids)
        )

    def _book_entry(self, call, journal):
        """One entry: a receivable line per due and instalment, income grouped."""
        lines, income = [], defaultdict(float)
        for due in self._in_words_of_the_books():
            account = due._receivable_account()
            for day, amount in due._instalments():
                lines.append(
                    due._prepare_line(account, amount, due._label())
                    | {
                        "partner_id": due.payer_id.id,
                        "date_maturity": day,
                        "display_type": "payment_term",
                        "club_due_id": due.id,
                    }
                )
            income[due._income_account(), due.type_id, due.kind] += due.called_amount
        section = self.section_id
        section.ensure_one()
        for (account, kind, _due_kind), total in income.items():
            lines.append(
                self._prepare_line(account, -total, kind.name)
                | {"analytic_distribution": section._analytic_distribution()}
            )
        move = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": journal.id,
                "date": call.date,
                "ref": f"{call.name} – {section.name}",
                "line_ids": [
                    Command.create(line | {"date": call.date}) for line in lines
                ],
            }
        )
        move._post(soft=False)
        return move

    def _in_words_of_the_books(self):
        """These dues in their company's language: an entry has many readers."""
        return self.with_env(self.company_id._club_speaking().env)

    def _prepare_line(self, account, balance, name):
        return self._prepare_entry_line(self[:1].currency_id, account, balance, name)

    def _prepare_entry_line(self, currency, account, balance, name):
        """Values of a ledger line, spelled out so that nothing is computed per line."""
        return {
            "name": name,
            "account_id": account.id,
            "partner_id": False,
            "balance": currency.round(balance),
            "amount_currency": currency.round(balance),
            "currency_id": currency.id,
            "display_type": "product",
            "quantity": 1.0,
            "tax_ids": [],
            "product_uom_id": False,
            "sequence": 10,
            "analytic_distribution": {},
            # What Odoo finds there already, it does not write once more.
            "parent_state": "draft",
        }

    def _book_invoices(self, call, journal):
        """One invoice per payer and payment terms, a line per due."""
        groups = defaultdict(self.browse)
        for due in self.sorted("id"):
            groups[due.payer_id, due.type_id.payment_term_id] |= due
        moves = self.env["account.move"].create(
            [
                # Read with all the others of the chunk, not invoice by invoice.
                self._prepare_invoice(
                    call, journal, payer, term, dues.with_prefetch(self.ids)
                )
                for (payer, term), dues in groups.items()
            ]
        )
        for move, dues in zip(moves, groups.values(), strict=True):
            dues.invoice_id = move
        moves._post(soft=False)
        return moves

    def _prepare_invoice(self, call, journal, payer, term, dues):
        # Found once for the invoice and its lines: a search each time.
        position = dues._fiscal_position(payer)
        return {
            "move_type": "out_invoice",
            "journal_id": journal.id,
            "partner_id": payer.id,
            "currency_id": call.currency_id.id,
            "fiscal_position_id": position.id,
            "invoice_date": call.date,
            "invoice_date_due": call.due_date,
            "invoice_payment_term_id": term.id,
            "payment_reference": dues[0].reference,
            "ref": call.name,
            "invoice_line_ids": [
                Command.create(due._prepare_invoice_line(position)) for due in dues
            ],
        }

    def _prepare_invoice_line(self, position):
        quantity = self.quantity or 1
        return {
            "name": self._in_words_of_the_payer()._label(),
            "quantity": quantity,
            "price_unit": self.called_amount / quantity,
            "account_id": self._income_account().id,
            "tax_ids": [Command.set(self._taxes(position).ids)],
            "product_uom_id": False,
            "analytic_distribution": self.section_id._analytic_distribution(),
            "club_due_id": self.id,
        }

    def _in_words_of_the_payer(self):
        lang = self.payer_id.lang or self.company_id.partner_id.lang or self.env.lang
        return self.with_context(lang=lang)

    def _taxes(self, position):
        """The type's taxes, as the payer's fiscal position maps them."""
        taxes = self.type_id.tax_ids
        if not taxes or self.kind in UNTAXED_KINDS:
            return taxes.browse()
        return position.map_tax(taxes)

    def _fiscal_position(self, payer):
        """Chosen on the payer or found by country, as for any invoice."""
        delivery = payer.browse(payer.address_get(["delivery"])["delivery"])
        return self.env["account.fiscal.position"]._get_fiscal_position(payer, delivery)

    def _label(self):
        """What one reads on the line: kind, member, period."""
        return (
            f"{self.reference or ''} {self.type_id.name} – {self._kind_label()} – "
            f"{self.partner_id.name} ({self.term_id._term_label()})"
        ).strip()

    def _instalments(self):
        """[(day, amount)] of a due, one pair unless its type has payment terms."""
        term = self.type_id.payment_term_id
        if not term or self.kind != "base":
            return [(self.due_date, self.called_amount)]
        lines = term._compute_terms(
            date_ref=self.date,
            currency=self.currency_id,
            company=self.company_id,
            tax_amount=0.0,
            tax_amount_currency=0.0,
            sign=1,
            untaxed_amount=self.called_amount,
            untaxed_amount_currency=self.called_amount,
        )["line_ids"]
        return [(line["date"], line["company_amount"]) for line in lines]

    def _receivable_account(self):
        return self.payer_id.property_account_receivable_id

    def _income_account(self):
        company = self.company_id
        account = (
            {
                "donation": company.club_donation_account_id,
                "opening": company.club_opening_account_id,
            }.get(self.kind)
            or self.type_id.income_account_id
            or (company.club_income_account_id)
        )
        if not account:
            raise UserError(
                self.env._(
                    "%(type)s has no income account, and %(company)s no default one: "
                    "set it in the association's settings.",
                    type=self.type_id.name,
                    company=company.name,
                )
            )
        return account
