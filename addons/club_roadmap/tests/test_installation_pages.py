from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged

from .test_installation import InstallationCommon
from .test_pain_pages import PainPagesCase


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestInstallationPages(InstallationCommon, PainPagesCase):
    def test_a_delegate_writes_down_what_the_company_runs(self):
        page = self._send(
            "acme",
            f"/my/installations/new/{self.acme.id}",
            product=self.product.id,
            version=self.old.id,
            modules=self.payroll.id,
            users="12",
            hosting="own",
            migrated="2025-06-01",
            visibility="members",
            testify="yes",
            testimony="Two quiet days.",
            contact=self.acme._team_on(None, "voter").id,
        )
        self.assertIn("Ledger 12", page)
        self.assertIn("Acme voter answers other members", page)
        installation = self.env["club.installation"].search([])
        self.assertEqual(installation.module_ids, self.payroll)
        self.assertEqual(str(installation.confirmed_on), TODAY)
        page = self._see("bolt", f"/my/testimonies/{installation.id}")
        self.assertIn("Two quiet days.", page)

    def test_what_was_typed_is_not_lost_with_a_refusal(self):
        page = self._send(
            "acme",
            f"/my/installations/new/{self.acme.id}",
            product=self.product.id,
            users="12",
            since="2027-01-01",
            testimony="Two quiet days.",
        )
        self.assertIn("days to come", page)
        self.assertIn("Two quiet days.", page)

    def test_a_product_given_up_comes_back_with_its_history(self):
        installation = self._run(self.acme)
        self._send("acme", f"/my/installations/{installation.id}/end")
        self.assertNotIn("Ledger 12", self._see("acme", "/my/installations"))
        self._send(
            "acme",
            f"/my/installations/new/{self.acme.id}",
            product=self.product.id,
            version=self.new.id,
        )
        self.assertEqual(self.env["club.installation"].search([]), installation)
        self.assertEqual(len(installation.change_ids), 3)

    def test_testimonies_show_no_address_and_only_who_chose_to(self):
        self._testify(self.acme, self.acme_team)
        page = self._see("bolt", "/my/testimonies")
        self.assertIn("Acme", page)
        installation = self.env["club.installation"].search([])
        page = self._see("bolt", f"/my/testimonies/{installation.id}")
        self.assertIn("Ask Acme voter", page)
        self.assertNotIn("acme.voter@", page)
        installation.can_testify = False
        self.assertNotIn("Acme", self._see("bolt", "/my/testimonies"))

    def test_what_only_the_office_sees_is_in_no_count(self):
        self._run(self.acme, visibility="office")
        self.assertNotIn("What members run", self._see("bolt", "/my/installations"))
        self._run(self.bolt)
        page = self._see("bolt", "/my/installations")
        self.assertIn("1 (100 %)", page)

    def test_testimonies_are_found_by_version_module_and_section(self):
        self._testify(self.acme, self.acme_team).module_ids = self.payroll
        for good in (
            f"version={self.old.id}",
            f"module={self.payroll.id}",
            f"section={self.brittany.id}",
            f"section={self.north.id}",
        ):
            with self.subTest(good):
                self.assertIn("Acme", self._see("bolt", f"/my/testimonies?{good}"))
        for bad in (
            f"version={self.new.id}",
            f"module={self.stock.id}",
            f"section={self.provence.id}",
            "product=999999999",
        ):
            with self.subTest(bad):
                page = self._see("bolt", f"/my/testimonies?{bad}")
                self.assertIn("Nobody yet", page)

    def test_the_lists_ask_the_database_as_much_for_many_as_for_few(self):
        self._forget_nothing()
        self._testify(self.acme, self.acme_team)

        def count(path):
            self._see("bolt", path)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.url_open(path)
            return self.env.cr.sql_log_count - before

        paths = ("/my/testimonies", "/my/installations")
        few = {path: count(path) for path in paths}
        for number in range(8):
            membership, team = self._company_with_team(f"Company {number}")
            self._testify(membership, team)
        for path in paths:
            with self.subTest(path):
                self.assertLessEqual(count(path), few[path])
                self.assertLessEqual(few[path], 50)
