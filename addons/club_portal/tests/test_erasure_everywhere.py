from odoo.addons.club_membership.tests.common import TODAY, day
from odoo.addons.club_membership.tests.import_common import ImportCommon
from odoo.tests import tagged
from odoo.tools import SQL

from ..models.club_space import Space
from .join_common import JoinCommon
from .privacy_common import PrivacyCommon

# What nobody else is called or reached at, in any spelling.
TRACES = ("quartzmann", "zelie.q", "0699887766", "hortensias", "trifouillis")
LIVED = {
    "name": "Zélie Quartzmann",
    "email": "zelie.q@example.org",
    "phone": "0699887766",
    "street": "17 impasse des Hortensias",
    "zip": "99123",
    "city": "Trifouillis",
}
HEADINGS = "N° adhérent;Nom;Prénom;E-mail;Adresse;Ville"
# The whole list of places where a name stays after an erasure: what a posted invoice
# says, since the law on accounting keeps documents as they were issued. In the other
# entries of the books, and in the register, the number alone is left.
ON_INVOICES = {
    ("account_move", "invoice_partner_display_name"),
    ("account_move", "ref"),
    ("account_move_line", "ref"),
    ("account_move_line", "name"),
}


@tagged("post_install", "-at_install")
class TestErasureEverywhere(JoinCommon, ImportCommon, PrivacyCommon):
    """After an erasure, no text column of the database says who it was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.acme = cls._current("Acme", kind=cls.type_organisation)
        cls._manages(cls.boris.partner_id, cls.acme)
        cls.rule = cls.env["club.retention.rule"].create(
            {"kind": "former", "months": 36, "company_id": cls.company.id}
        )

    def _live_a_life(self, kind):
        """Somebody who did all that a person can do here, and has left.

        :param kind: membership type
        :return: the person
        """
        kind.open_to_application = True
        self._applied(kind, **LIVED, message="Zélie Quartzmann again").write(
            {"refusal": "Not you, Zélie Quartzmann", "state": "refused"}
        )
        application = self._applied(kind, **LIVED)
        application.action_approve()
        member = application.membership_id
        person = member.partner_id
        person.write({"comment": "Quartzmann", "function": "Head of Quartzmann Ltd"})
        self._import(member)
        self._pay(member)
        self._act_for_others(person, member)
        self._write_mails(person, member)
        self._ask_to_sign_in()
        for due in member.due_ids:
            due._waive("Zélie Quartzmann is unemployed") if due.residual else None
        member._close("resigned", day(TODAY), "Moved")
        return person

    def _import(self, member):
        row = (
            f"{member.number};Quartzmann;Zélie;{LIVED['email']};{LIVED['street']} B;"
            f"{LIVED['city']}"
        )
        batch = self._rows(row, headings=HEADINGS, type_id=member.type_id.id)
        self.assertFalse(self._codes(batch) or batch.file_problems)
        self._apply(batch)

    def _pay(self, member):
        env, due = self.env, member.due_ids[:1]
        due._pay(due.residual, self.bank_journal, TODAY, drawer="Mr Quartzmann")
        provider = env["payment.provider"].create(
            {"name": "A provider", "code": "none", "company_id": self.company.id}
        )
        common = {
            "provider_id": provider.id,
            "payment_method_id": env.ref("payment.payment_method_unknown").id,
            "partner_id": member.partner_id.id,
        }
        env["payment.transaction"].create(
            {
                **common,
                "amount": 30,
                "currency_id": self.company.currency_id.id,
                "state_message": "Card of Zélie Quartzmann refused",
            }
        )
        env["payment.token"].create(
            {**common, "provider_ref": "card", "payment_details": "Quartzmann 4242"}
        )
        env["res.partner.bank"].create(
            {
                "partner_id": member.partner_id.id,
                "acc_number": "FR76 30001",
                "acc_holder_name": "Zélie Quartzmann",
            }
        )

    def _act_for_others(self, person, member):
        """In a team, for a child, in a commission; and staff who act for her."""
        env, role = self.env, self._manages(person, self.acme, role="deputy")
        role.write({"email": "zelie.q@example.org", "date_to": "2026-03-01"})
        role.sudo().end_reason = "Zélie Quartzmann left"
        for email, state in (("a", "sent"), ("b", "expired"), ("c", "cancelled")):
            invitation = env["club.invitation"].create(
                {
                    "membership_id": self.acme.id,
                    "email": f"zelie.q+{email}@example.org",
                    "name": LIVED["name"],
                    "role": "manager",
                }
            )
            invitation.state = state
        child = self._current("Tom")
        child.payer_id = person
        env.flush_all()
        env.cr.precommit.run()
        child.payer_id = child.partner_id
        env.flush_all()
        env.cr.precommit.run()
        staff = Space(self.users["secretary"], person, "staff", member)
        staff.trace("The address of Zélie Quartzmann is zelie.q@example.org now.")
        seat = self.commission._join(person, member)
        seat._leave("Zélie Quartzmann moved")
        env["club.retention.list"].create(
            {
                "rule_id": self.rule.id,
                "company_id": self.company.id,
                "apply_on": TODAY,
                "line_ids": [
                    (
                        0,
                        0,
                        {
                            "rule_id": self.rule.id,
                            "partner_id": person.id,
                            "state": "failed",
                            "message": "Zélie Quartzmann is a member",
                        },
                    )
                ],
            }
        )

    def _write_mails(self, person, member):
        member.message_post(body="Zélie Quartzmann called from 0699887766.")
        person.message_post(body="Likes tea", author_id=person.id)
        self.boris.message_post(
            body="Boris is a friend of Zélie Quartzmann.", author_id=person.id
        )
        for values in (
            {"email_to": person.email_formatted, "body_html": "Dear Zélie Quartzmann"},
            {"recipient_ids": [(4, person.id)], "body_html": "<p>Quartzmann</p>"},
            {"email_to": "x@example.org", "subject": "New: Zélie Quartzmann"},
            {"email_to": "y@example.org", "body_html": "Zélie Quartzmann invites you"},
        ):
            self.env["mail.mail"].create(
                {**values, "state": "exception", "failure_reason": "zelie.q bounced"}
            )

    def _ask_to_sign_in(self):
        self.env["club.signin.request"].create({"asked": LIVED["email"]})

    def _where(self):
        """{(table, column)} of the texts of the database that name the person."""
        self.env.flush_all()
        columns = self.env.execute_query(
            SQL(
                """
                SELECT c.table_name, array_agg(c.column_name::text)
                  FROM information_schema.columns c
                  JOIN information_schema.tables t USING (table_schema, table_name)
                 WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
                   AND c.data_type IN ('text', 'character varying', 'json', 'jsonb')
                 GROUP BY c.table_name
                """
            )
        )
        wanted = [f"%{trace}%" for trace in TRACES]
        found = set()
        for table, names in columns:
            counts = self.env.execute_query(
                SQL(
                    "SELECT %s FROM %s",
                    SQL(", ").join(
                        SQL(
                            "bool_or(%s::text ILIKE ANY(%s))",
                            SQL.identifier(name),
                            wanted,
                        )
                        for name in names
                    ),
                    SQL.identifier(table),
                )
            )
            found |= {
                (table, name)
                for name, named in zip(names, counts[0], strict=True)
                if named
            }
        return found

    def _files(self):
        """Names of the files kept that name the person."""
        files = self.env["ir.attachment"].search([("res_field", "in", (False, "file"))])
        return [
            file.name
            for file in files
            if any(trace.encode() in (file.raw or b"").lower() for trace in TRACES)
        ]

    def _erase(self, person):
        request = self.env["club.erasure"].create(
            {
                "partner_id": person.id,
                "company_id": self.company.id,
                "reason": "I am Zélie Quartzmann",
            }
        )
        request.action_approve()
        # The answer, and what else still waits for the post, which takes it away.
        waiting = self.env["mail.mail"].search([("state", "=", "outgoing")])
        self.assertTrue(all(waiting.mapped("auto_delete")))
        waiting.unlink()
        self.env.invalidate_all()

    def test_no_text_names_who_was_erased_but_posted_invoices(self):
        invoiced = self._type("Invoiced", [{"amount": 30}], booking_mode="invoice")
        for kind, stays in ((self.type_person, set()), (invoiced, ON_INVOICES)):
            with self.subTest(kind.name):
                person = self._live_a_life(kind)
                self.assertGreater(len(self._where()), 30)
                self._erase(person)
                self.assertEqual(self._where(), stays)
                self.assertFalse(self._files())
