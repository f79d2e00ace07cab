import re

from odoo import Command
from odoo.http import Request, root
from odoo.tests import HttpCase, new_test_user
from odoo.tools import mute_logger

from .payment_common import PaymentDuesCommon


class DuesPagesCommon(PaymentDuesCommon, HttpCase):
    """Anna owes 30 and manages Acme, which owes an invoice; Bo owes too; Chief left
    Acme last year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.due = cls._owing("Anna Able")
        cls.anna = cls._login(cls.due.partner_id, "anna")
        cls.other_due = cls._owing("Bo Baker", cls.type_invoice)
        cls.bo = cls._login(cls.other_due.partner_id, "bo")
        cls.acme_due = cls._owing(
            "Acme",
            cls.type_organisation,
            headcount=10,
            partner_id=cls._organisation("Acme").id,
        )
        cls.chief = cls._login(cls._person("Chief Gone"), "chief")
        cls._manager(cls.anna.partner_id)
        cls._manager(cls.chief.partner_id, date_to="2025-12-31")
        cls.env.flush_all()

    @classmethod
    def _login(cls, partner, login):
        return new_test_user(
            cls.env,
            login=login,
            groups="base.group_portal",
            partner_id=partner.id,
            name=partner.name,
            email=partner.email,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    @classmethod
    def _manager(cls, person, **vals):
        return cls.env["club.delegation"].create(
            {
                "membership_id": cls.acme_due.membership_id[:1].id,
                "partner_id": person.id,
                "role": "manager",
                "date_from": "2024-01-01",
                **vals,
            }
        )

    def _as(self, login):
        self.env.flush_all()
        self.authenticate(login, login)
        return self

    def _space(self, login):
        user = self.env["res.users"].search([("login", "=", login)])
        return self.env(user=user)["club.space"]._open()

    def _page(self, path, status=200):
        page = self.url_open(path, allow_redirects=False)
        self.assertEqual(page.status_code, status, f"{path}: {page.text[:300]}")
        return page.text

    def _post(self, path, **data):
        data.setdefault("csrf_token", Request.csrf_token(self))
        return self.url_open(path, data=data, method="POST", allow_redirects=False)

    def _flash(self):
        return root.session_store.get(self.session.sid).get("club_flash") or {}

    def _form(self, page):
        """What core's payment form on this page would send, by its data."""
        tag = re.search(r'<form[^>]*id="o_payment_form"[^>]*>', page)
        self.assertTrue(tag, "no payment form on the page")
        return dict(re.findall(r'data-([\w-]+)="([^"]*)"', tag[0]))

    def _send(self, form, **vals):
        """Press *Pay now*; returns the answer, or the refusal as text."""
        with mute_logger("odoo.http"):
            answer = self.url_open(
                form["transaction-route"],
                json={
                    "params": {
                        "provider_id": self.provider.id,
                        "payment_method_id": self.method.id,
                        "token_id": None,
                        "amount": float(form["amount"]),
                        "flow": "redirect",
                        "tokenization_requested": False,
                        "landing_route": form["landing-route"],
                        "is_validation": False,
                        "access_token": "",
                        "csrf_token": "",
                        **vals,
                    }
                },
            ).json()
        if "error" in answer:
            return answer["error"]["data"]["name"]
        return answer["result"]

    def _payments(self):
        return self.env["payment.transaction"].search([], order="id")
