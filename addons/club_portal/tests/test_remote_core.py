from odoo import Command
from odoo.addons.club_membership.tests.common import TODAY, freeze_time
from odoo.tests import new_test_user, tagged

from .payment_common import PaymentDuesCommon
from .remote_case import NO_RIGHT, RemoteCase

CALLERS = ("member", "delegate", "former", "lapsed", "seat", "guardian")
# What ours add to models of core and a portal user may read of their own records:
# what they typed themselves, and words and settings that pages show.
READABLE = {
    "res.partner": {
        *("club_birth_date", "club_deceased_on", "club_erased_on", "club_contact_ids"),
        "club_orphan_due_count",  # theirs; always none without the right to dues
    },
    # Which slip and which payment settled it: numbers, no people.
    "account.move": {
        *("club_decision", "club_handed_over", "club_is_mine"),
        *("club_deposit_id", "club_transaction_id"),
    },
    "account.move.line": {"club_due_id", "club_deposit_line_id"},
    "res.company": None,  # all of them: settings, no people
}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRemoteCore(RemoteCase):
    """Models of core that ours extend or write to, through ``call_kw``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Contacts below the same company, which core trusts with one another.
        cls.mate = cls._person("Mate", parent_id=cls.acme.partner_id.id)
        cls.mates_login = new_test_user(
            cls.env,
            "mate@example.org",
            groups="base.group_portal",
            partner_id=cls.mate.id,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        for name in ("former", "seat"):
            cls.visitors[name].partner_id.parent_id = cls.acme.partner_id

    def _strange_records(self):
        """[(records of Anna's, a colleague's, Acme's or nobody's, values of one more)],
        one line per model."""
        acme, anna = self.acme.partner_id, self.anna.partner_id
        note = self.bea.with_user(self.env.user).message_post(body="A secret.")
        invoices = self._invoice(anna) | self._invoice(acme) | self._invoice(self.mate)
        invoices.action_post()
        provider = PaymentDuesCommon._provider.__func__(type(self), self.company)
        method = provider.payment_method_ids
        paid = {
            "provider_id": provider.id,
            "payment_method_id": method.id,
            "partner_id": self.mate.id,
        }
        card = {**paid, "provider_ref": "card"}
        payment = {
            **paid,
            "reference": "a payment",
            "amount": 1,
            "currency_id": self.company.currency_id.id,
        }
        mail = {"mail_message_id": note.id}
        file = {"name": "A file", "res_model": self.bea._name, "res_id": self.bea.id}
        return [
            (self.mate | anna, {"name": "x"}),
            (self.mates_login, {"name": "x", "login": "x"}),
            (invoices, {"move_type": "out_invoice"}),
            (invoices.line_ids, {"move_id": invoices[0].id}),
            (provider, {"name": "x"}),
            (self.env["payment.token"].create(card), card),
            (self.env["payment.transaction"].create(payment), payment),
            (note, {"model": self.bea._name, "res_id": self.bea.id}),
            (self.env["mail.mail"].create(mail), mail),
            (self.env["ir.attachment"].create(file), file),
        ]

    def test_portal_users_reach_nothing_of_others_in_models_of_core(self):
        for records, values in self._strange_records():
            model, ids = records._name, records.ids
            calls = {
                "search": ([("id", "in", ids)],),
                "read": (ids, ["display_name"]),
                "write": (ids, {records._rec_name or "id": "x"}),
                "unlink": (ids,),
                "copy": (ids,),
                "create": ([values],),
            }
            for caller in CALLERS:
                with self.subTest(model=model, caller=caller):
                    answers, changes = self._changes(
                        lambda caller=caller, model=model, calls=calls: {
                            name: self._call(caller, model, name, *args)
                            for name, args in calls.items()
                        }
                    )
                    found = answers.pop("search")
                    self.assertIn(found, ([], NO_RIGHT))
                    self.assertEqual(answers, dict.fromkeys(answers, NO_RIGHT))
                    self.assertFalse(changes)

    def test_who_leaves_a_company_by_hand_reads_it_no_more_at_once(self):
        acme = self.acme.partner_id
        own = acme.with_user(self.mates_login)
        self.assertTrue(own.has_access("read"))
        self.mate.parent_id = False
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(own.has_access("read"))

    def test_portal_users_write_into_the_thread_of_nobody(self):
        for record in (self.bea, self.acme, self.bea.partner_id):
            values = {"model": record._name, "res_id": record.id, "body": "x"}
            for caller in CALLERS:
                with self.subTest(record=record, caller=caller):
                    answer = self._call(caller, "mail.message", "create", [values])
                    self.assertEqual(answer, NO_RIGHT)

    def test_who_was_written_to_adds_nothing_to_another_thread(self):
        journal = self.env["account.journal"].search(
            [("company_id", "=", self.company.id)], limit=1
        )
        anna = self.anna.partner_id
        told = self.bea.with_user(self.env.user).message_post(
            body="For Anna", partner_ids=anna.ids, subtype_xmlid="mail.mt_comment"
        )
        for record in (journal, self.anna, self.bea):
            with self.subTest(record=record):
                values = {"model": record._name, "res_id": record.id, "body": "x"}
                values["parent_id"] = told.id
                answer = self._call("owner", "mail.message", "create", [values])
                self.assertEqual(answer, NO_RIGHT)

    def test_who_was_written_to_reads_it_on_our_pages_only(self):
        anna = self.anna.partner_id
        told = self.bea.with_user(self.env.user).message_post(
            body="For Anna", partner_ids=anna.ids, subtype_xmlid="mail.mt_comment"
        )
        found = self._call("owner", "mail.message", "search", [("id", "in", told.ids)])
        self.assertEqual(found, [])
        for call in (("read", told.ids, ["body"]), ("write", told.ids, {"body": "x"})):
            self.assertEqual(self._call("owner", "mail.message", *call), NO_RIGHT)

    def test_portal_users_read_no_field_that_ours_add_to_models_of_core(self):
        anna = self.visitors["owner"]
        invoice = self._invoice(anna.partner_id)
        invoice.action_post()
        for record in (anna, anna.partner_id, self.company, invoice, invoice.line_ids):
            allowed = READABLE.get(record._name, set())
            for name, field in record._fields.items():
                if not self._is_added(field) or allowed is None or name in allowed:
                    continue
                with self.subTest(model=record._name, field=name):
                    answer = self._call(
                        "owner", record._name, "read", record.ids, [name]
                    )
                    self.assertEqual(answer, NO_RIGHT)

    def _is_added(self, field):
        return field._modules and all(
            module.startswith("club_") for module in field._modules
        )
