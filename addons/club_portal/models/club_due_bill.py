from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

# Payments of these states may still bring their money.
UNDER_WAY = ("pending", "authorized")


class ClubDue(models.Model):
    """What a person sees of dues, and what is paid in one go: an invoice whole, any
    other due alone."""

    _inherit = "club.due"

    transaction_ids = fields.Many2many(
        "payment.transaction",
        "club_due_transaction_rel",
        "due_id",
        "transaction_id",
        string="Online payments",
        groups="account.group_account_invoice",
        copy=False,
        readonly=True,
    )

    @api.model
    def _of_space(self, space):
        """Dues that a person sees, latest first: of the memberships they may pay for,
        and those asked of them or of an organisation they manage.

        :param space: a ``Space``
        """
        # sudo: members hold no rights on dues; the domain is what they may see.
        return self.sudo().search_fetch(
            self._domain_of_space(space), order="date desc, id desc"
        )

    @api.model
    def _count_open_of_space(self, space):
        """How many dues wait to be paid by this person."""
        # sudo: as in _of_space.
        return self.sudo().search_count(
            self._domain_of_space(space) & self.env["club.notice"]._open_due_domain()
        )

    @api.model
    def _domain_of_space(self, space):
        known = space.own | space.manages
        domain = Domain("membership_id", "in", known.ids)
        # Of another's membership, what one pays; not what others paid before.
        domain |= Domain("membership_id", "in", space.payable.ids) & Domain(
            "payer_id", "=", space.person.id
        )
        domain |= Domain("payer_id", "in", space.payers.ids)
        return domain & Domain("company_id", "in", space.companies.ids)

    def _bills(self):
        """These dues as they can be paid now: an invoice whole, any other due alone.

        A payment on an invoice is shared by all its dues: who sees only some of them
        cannot pay these alone, and the payer of the invoice does.

        :return: list of recordsets, the earliest payable first
        """
        owed = self.filtered_domain(self.env["club.notice"]._open_due_domain())
        owed = owed.filtered(lambda due: due._open_debts())
        bills = []
        for invoice, dues in owed.grouped("invoice_id").items():
            if not invoice:
                bills += list(dues)
            elif invoice.club_due_ids.filtered(lambda due: due.residual > 0) <= self:
                bills.append(dues)
        return sorted(bills, key=lambda bill: (bill[0].next_due_date, bill[0].id))

    def _bill_schedule(self):
        """[(day, amount)] of one bill, earliest first."""
        currency, debts = self.currency_id, self._open_debts()
        owed, booked = (
            sum(self.mapped("residual")),
            sum(debts.mapped("amount_residual")),
        )
        by_day = defaultdict(float)
        if currency.compare_amounts(owed, booked) == 0:
            for line in debts:
                by_day[line.date_maturity or self[0].due_date] += line.amount_residual
        else:
            for due in self:
                for day, amount in due._open_schedule():
                    by_day[day] += amount
        return [(day, currency.round(by_day[day])) for day in sorted(by_day)]

    def _bill_amount(self, part):
        """What a payment of this bill made now comes to.

        :param part: ``now`` for what is overdue or else the next instalment, ``all``
            for all that is owed
        """
        days = self._bill_schedule()
        until = max([fields.Date.context_today(self), *(day for day, _a in days[:1])])
        return self.currency_id.round(
            sum(amount for day, amount in days if part == "all" or day <= until)
        )

    def _payment_shares(self, part):
        """How one payment of these dues is meant.

        What a payer settles whole is one share, so that it makes one receipt; an
        instalment keeps to its bill, so that it pays no later one of another.

        :param part: as in ``_bill_amount``
        :return: list of [ids of dues, amount]
        """
        shares, whole = [], defaultdict(self.browse)
        for bill in self._bills():
            amount = bill._bill_amount(part)
            if bill.currency_id.compare_amounts(amount, sum(bill.mapped("residual"))):
                shares.append([bill.ids, amount])
            else:
                whole[bill.payer_id] |= bill
        for dues in whole.values():
            total = dues.currency_id.round(sum(dues.mapped("residual")))
            shares.append([dues.ids, total])
        return shares

    def _payment_under_way(self):
        """An online payment of some of these dues whose money may still come."""
        # sudo: payments are read by accountants; here, for dues already at hand.
        return (
            self.env["payment.transaction"]
            .sudo()
            .search(
                # An invoice can also be paid on core's own pages.
                (
                    Domain("club_due_ids", "in", self.ids)
                    | Domain("invoice_ids", "in", self.invoice_id.ids)
                )
                & (
                    Domain("state", "in", UNDER_WAY)
                    | Domain("state", "=", "done")
                    & Domain("is_post_processed", "=", False)
                ),
                limit=1,
            )
        )
