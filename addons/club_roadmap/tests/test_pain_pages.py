from odoo import Command
from odoo.addons.club_membership.tests.common import TODAY
from odoo.http import Request
from odoo.tests import HttpCase, freeze_time, new_test_user, tagged

from .pain_common import SAID, PainCommon


class PainPagesCase(PainCommon, HttpCase):
    """Delegates with a login, who open pages and send forms."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name, team in (("acme", cls.acme_team), ("bolt", cls.bolt_team)):
            cls._login(name, team["voter"])
        cls.env.flush_all()

    @classmethod
    def _login(cls, name, partner):
        return new_test_user(
            cls.env,
            login=name,
            name=partner.name,
            email=partner.email,
            partner_id=partner.id,
            groups="base.group_portal",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def _see(self, login, path):
        """The text of a page."""
        self.authenticate(login, login)
        self.env.flush_all()
        answer = self.url_open(path)
        self.assertEqual(answer.status_code, 200, path)
        self.env.invalidate_all()
        return " ".join(answer.text.split())

    def _send(self, login, path, **data):
        """Send a form, and read the page it leads to."""
        self.authenticate(login, login)
        self.env.flush_all()
        token = {"csrf_token": Request.csrf_token(self)}
        answer = self.url_open(path, data={**data, **token}, method="POST")
        self.env.invalidate_all()
        return " ".join(answer.text.split())


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPainPages(PainPagesCase):
    def test_a_pain_point_is_described_and_found(self):
        page = self._send(
            "acme",
            "/my/pains/new",
            name="Closing takes days",
            description="We wait.",
            product=self.product.id,
            module=self.payroll.id,
            membership=self.acme.id,
            shown="1",
            **SAID,
        )
        self.assertIn("is on the list", page)
        self.assertIn("110", page)
        self.assertIn("Described by <t", page.replace("Acme", "<t"))
        self.assertIn("Closing takes days", self._see("bolt", "/my/pains?search=clos"))
        self.assertNotIn("Closing takes", self._see("bolt", "/my/pains?search=zzz"))

    def test_what_was_typed_is_not_lost_with_a_refusal(self):
        page = self._send(
            "acme",
            "/my/pains/new",
            name="Closing takes days",
            description="We wait.",
            membership=self.acme.id,
            **{**SAID, "people": "many"},
        )
        self.assertIn("write a number from 1", page)
        self.assertIn("We wait.", page)
        self.assertFalse(self.env["club.pain"].search([]))

    def test_a_member_who_is_not_named_stands_on_no_page(self):
        pain = self._pain(shown=False)
        self._report(pain, self.cogs)
        for path in ("/my/pains", f"/my/pains/{pain.id}"):
            page = self._see("bolt", path)
            self.assertNotIn("Acme", page)
            self.assertIn("2 members", page)
        self.assertIn("Cogs", page)
        self.assertIn("Each evening", page)
        self.assertIn("once three members say so", page)

    def test_ones_own_figures_are_there_to_be_corrected(self):
        pain = self._pain(shown=False)
        page = self._see("acme", f"/my/pains/{pain.id}")
        self.assertIn("You are counted and not named", page)
        self.assertNotIn("You are counted", self._see("bolt", f"/my/pains/{pain.id}"))

    def test_others_that_are_alike_are_shown_while_typing(self):
        self._pain("Closing takes days")
        page = self._see("bolt", "/my/pains/similar?text=days+to+close")
        self.assertIn("Closing takes days", page)
        self.assertNotIn("<html", page)
        self.assertFalse(self._see("bolt", "/my/pains/similar?text=zz"))

    def test_the_form_of_a_request_asks_first_which_pain(self):
        pain = self._pain()
        page = self._see("bolt", f"/my/requests/new?pain={pain.id}")
        self.assertLess(page.index("Which pain"), page.index("request_name"))
        self._send(
            "bolt",
            "/my/requests/new",
            name="Close in one click",
            wish="One click.",
            motivation="Two days.",
            kind="product",
            membership_id=self.bolt.id,
            pain=pain.id,
        )
        request = pain.request_ids
        self.assertEqual(request.name, "Close in one click")
        self.assertIn(request.name, self._see("acme", f"/my/pains/{pain.id}"))
        page = self._see("acme", f"/my/requests/{request.id}")
        self.assertIn("The pain it heals", page)

    def test_who_is_asked_finds_it_on_the_first_page(self):
        pain = self._pain()
        pain._ask_whether_it_hurts()
        self.assertIn("Does it still hurt?", self._see("acme", "/my/pains"))
        self.assertNotIn("Does it still hurt?", self._see("bolt", "/my/pains"))
        page = self._send(
            "acme",
            f"/my/pains/{pain.id}/outcome",
            membership=self.acme.id,
            outcome="better",
        )
        self.assertIn("It is better: 1", page)

    def test_the_list_asks_the_database_as_much_for_many_as_for_few(self):
        self._forget_nothing()
        function = self.env["club.function"].create(
            {"name": "Accountant", "company_id": self.company.id}
        )

        def count():
            self._see("bolt", "/my/pains")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.url_open("/my/pains")
            return self.env.cr.sql_log_count - before

        self._pain(functions=[function.id])
        few = count()
        for number in range(15):
            self._pain(f"Pain {number}", functions=[function.id])
        self.assertLessEqual(count(), few)
        self.assertLessEqual(few, 45)

    # Forgotten, and asked for

    def test_a_person_who_is_forgotten_leaves_no_words(self):
        person = self._member("Zoe", self.brittany)
        self._period(person, "2024-01-01", "2099-12-31")
        pain = self._pain()
        pain._report(person.partner_id, person, SAID)
        person.period_ids.write({"date_to": "2025-12-31"})
        person._refresh()
        person.partner_id._club_anonymise()
        report = pain._report_of(person)
        self.assertFalse(report.example or report.is_shown)
        self.assertEqual(pain.member_count, 2)

    def test_what_one_said_stands_in_ones_own_data(self):
        pain = self._pain()
        parts = self.env["club.data.export"]._parts(self.acme_team["voter"].sudo())
        self.assertEqual(parts["pain_points"][0], pain)
        self.assertEqual(parts["pain_point_reports"][0].pain_id, pain)
