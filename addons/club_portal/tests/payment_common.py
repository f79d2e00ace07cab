from odoo import Command
from odoo.addons.club_membership.tests.common import TODAY, ClubCommon, day
from odoo.tests import freeze_time


@freeze_time(TODAY)
class PaymentDuesCommon(ClubCommon):
    """Dues called on 15 March, payable on 15 April, and a provider without a bank
    behind it: tests play the provider."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.type_invoice = cls._type(
            "Invoiced", [{"amount": 30}], member_kind="person", booking_mode="invoice"
        )
        cls.provider = cls._provider(cls.company)
        cls.method = cls.provider.payment_method_ids

    @classmethod
    def _provider(cls, company):
        form = cls.env["ir.ui.view"].create(
            {
                "name": "Form of a provider",
                "type": "qweb",
                "arch": '<form action="/nowhere" method="post"/>',
            }
        )
        method = cls.env.ref("payment.payment_method_unknown")
        provider = cls.env["payment.provider"].create(
            {
                "name": "A provider",
                "code": "none",
                "state": "test",
                "is_published": True,
                "company_id": company.id,
                "payment_method_ids": [Command.set(method.ids)],
                "redirect_form_view_id": form.id,
            }
        )
        method.active = True
        journal = cls.env["account.journal"].search(
            [("company_id", "=", company.id), ("type", "=", "bank")], limit=1
        )
        cls.waiting = cls.env["account.account"].create(
            {
                "name": "Provider's money",
                "code": "511901",
                "account_type": "asset_current",
                "reconcile": True,
                "company_ids": [Command.set(company.ids)],
            }
        )
        manual = cls.env["account.payment.method"].search(
            [("code", "=", "manual"), ("payment_type", "=", "inbound")], limit=1
        )
        cls.env["account.payment.method.line"].create(
            {
                "name": "A provider",
                "payment_method_id": manual.id,
                "journal_id": journal.id,
                "payment_provider_id": provider.id,
                "payment_account_id": cls.waiting.id,
            }
        )
        return provider

    @classmethod
    def _owing(cls, name, kind=None, **vals):
        """Somebody admitted today, and their dues."""
        member = cls.env["club.membership"]._admit(
            {
                "partner_id": cls._person(name).id,
                "type_id": (kind or cls.type_person).id,
                "section_id": cls.brittany.id,
                "company_id": cls.company.id,
                "due_date": "2026-04-15",
                **vals,
            }
        )
        return member.due_ids

    @classmethod
    def _instalments(cls, kind):
        """Payable in two halves: on 14 April and on 13 June."""
        kind.payment_term_id = cls.env["account.payment.term"].create(
            {
                "name": "Twice",
                "company_id": cls.company.id,
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": 50, "nb_days": days}
                    )
                    for days in (30, 90)
                ],
            }
        )

    @classmethod
    def _begin(cls, dues, part="all", partner=None, **vals):
        """A payment begun for these dues, as the form begins it."""
        shares = dues._payment_shares(part)
        return cls.env["payment.transaction"].create(
            {
                "provider_id": cls.provider.id,
                "payment_method_id": cls.method.id,
                "amount": sum(amount for _ids, amount in shares),
                "currency_id": dues.currency_id.id,
                "partner_id": (partner or dues[0].payer_id).id,
                "operation": "online_redirect",
                "club_due_ids": [Command.set(dues.ids)],
                "club_shares": shares,
                "invoice_ids": [Command.set(dues.invoice_id.ids)],
                **vals,
            }
        )

    def _succeed(self, payment):
        """What the provider's call does, and what core does about it."""
        payment._set_done()
        payment._post_process()

    def _refund(self, payment, amount):
        refund = payment._refund(amount)
        self._succeed(refund)
        return refund

    def _balance(self, partner):
        """What the ledger says that a partner owes."""
        return sum(
            self.env["account.move.line"]
            .search(
                [
                    ("partner_id", "=", partner.id),
                    ("account_id.account_type", "=", "asset_receivable"),
                    ("company_id", "=", self.company.id),
                    ("parent_state", "=", "posted"),
                ]
            )
            .mapped("balance")
        )

    def _treasurer_pays(self, dues, amount=None):
        """A cheque that the treasurer books."""
        return dues._pay(
            amount or sum(dues.mapped("residual")),
            self.env["account.journal"].search(
                [("company_id", "=", self.company.id), ("type", "=", "bank")], limit=1
            ),
            day(TODAY),
        )
