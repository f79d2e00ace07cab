from odoo.tests import tagged

from .common import TODAY, ClubCommon, Form, freeze_time


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDepositEntry(ClubCommon):
    """Entering a cheque: name the payer, the dues and the amount come by themselves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.anne = cls._person("Anne Petit")
        cls.bob = cls._person("Bob Petit")
        cls.membership_anne = cls._admitted(cls.anne)
        cls.membership_bob = cls._admitted(cls.bob, payer_id=cls.anne.id)

    @classmethod
    def _admitted(cls, partner, **vals):
        return cls.env["club.membership"]._admit(
            {
                "partner_id": partner.id,
                "type_id": cls.type_person.id,
                "section_id": cls.brittany.id,
                "joined_on": TODAY,
                **vals,
            }
        )

    def _form(self, role="treasurer"):
        return Form(self._as(role)["club.deposit"].with_company(self.company))

    def test_payer_brings_the_dues_of_everybody_they_pay_for(self):
        form = self._form()
        with form.line_ids.new() as line:
            line.payer_id = self.anne
            self.assertEqual(line.amount, 60.0)
        deposit = form.save()
        self.assertEqual(
            deposit.line_ids.due_ids,
            (self.membership_anne | self.membership_bob).due_ids,
        )
        self.assertEqual(
            set(deposit.line_ids.member_names.split(", ")), {"Anne Petit", "Bob Petit"}
        )

    def test_payer_of_invoiced_dues_sees_the_amount_too(self):
        owed = self._organisation("Works")
        membership = self._admitted(
            owed, type_id=self.type_organisation.id, headcount=10
        )
        for role in ("treasurer", "section_treasurer"):
            form = self._form(role)
            with form.line_ids.new() as line:
                line.payer_id = owed
                self.assertGreater(line.amount, 0.0)
                self.assertEqual(
                    line.amount, sum(membership.due_ids.mapped("residual"))
                )

    def test_what_exceeds_the_dues_becomes_a_gift_with_one_click(self):
        form = self._form()
        with form.line_ids.new() as line:
            line.payer_id = self.anne
            line.amount = 100.0
        deposit = form.save()
        deposit.line_ids.action_excess_is_gift()
        self.assertEqual(deposit.line_ids.gift_amount, 40.0)

    def test_regional_treasurer_enters_posts_and_reads_where_it_is_banked(self):
        form = self._form("section_treasurer")
        self.assertEqual(form.section_id, self.brittany)
        with form.line_ids.new() as line:
            line.payer_id = self.anne
        deposit = form.save()
        self.assertIn("Bank", deposit.bank_label)
        deposit.action_post()
        self.assertEqual(self.membership_bob.due_ids.state, "paid")

    def test_payer_is_found_by_member_number_and_by_reference(self):
        partners = self.env["res.partner"].with_context(club_payer_search=True)
        number = self.membership_bob.number.lstrip("0")
        found = {row[0] for row in partners.name_search(number)}
        # Who pays for the member is proposed beside them.
        self.assertEqual(found, {self.bob.id, self.anne.id})
        due = self.membership_bob.due_ids
        spaced = " ".join((due.reference[:4], due.reference[4:]))
        self.assertEqual(
            [row[0] for row in partners.name_search(spaced)], self.anne.ids
        )

    def test_slip_prints_one_line_per_cheque_with_the_total(self):
        form = self._form("section_treasurer")
        with form.line_ids.new() as line:
            line.payer_id = self.anne
            line.number = "7654321"
            line.bank_name = "La Banque"
        deposit = form.save()
        deposit.action_post()
        html = (
            self._as("section_treasurer")["ir.actions.report"]
            ._render_qweb_html("club_membership.report_deposit_slip", deposit.ids)[0]
            .decode()
        )
        for text in ("Anne Petit", "7654321", "La Banque", "60.00", deposit.name):
            self.assertIn(text, html)

    def test_bank_balance_follows_the_books_and_the_office(self):
        self.brittany.bank_journal_id = self.bank_journal
        self.provence.bank_journal_id = self.bank_journal
        form = self._form("treasurer")
        with form.line_ids.new() as line:
            line.payer_id = self.anne
        form.save().action_post()
        self.assertEqual(self._as("treasurer", self.brittany).bank_balance, 60.0)
        regional = self._as("section_treasurer", self.brittany)
        self.assertEqual(regional.bank_balance, 60.0)
        # Brittany's treasurer learns nothing of what others have in the bank.
        self.assertEqual(
            self._as("section_treasurer", self.provence)._with_ledger_of(
                self.users["section_treasurer"]
            ),
            self.env["club.section"],
        )
