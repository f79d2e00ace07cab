import re

from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged

from .dues_pages_common import DuesPagesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPortalCard(DuesPagesCommon):
    """The card says who is a member; its code tells strangers no name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.member = cls.due.membership_id
        cls.due._pay(30, cls.bank_journal, cls.due.date)
        cls.address = cls._path(cls.member)
        cls.env.flush_all()

    @classmethod
    def _path(cls, membership):
        return f"/club/card/{membership.id}/{membership._card_signature()}"

    def test_the_card_shows_who_and_until_when_and_carries_its_code(self):
        page = self._as("anna")._page("/my/card")
        for words in ("Anna Able", self.member.number, "Brittany", "12/31/2026"):
            self.assertIn(words, page)
        self.assertIn(self.address, page)
        self.assertIn("data:image/png;base64,", page)
        self.assertNotIn("Bo Baker", page)

    def test_a_stranger_who_scans_reads_initials_and_validity_only(self):
        for login in (None, "bo"):
            self.authenticate(login, login)
            # A token may hold any figures, those of the member's number too.
            page = re.sub(r"\w{40,}", "", self._page(self.address))
            self.assertIn("Valid until 12/31/2026", " ".join(page.split()))
            self.assertIn("A.A.", page)
            for secret in ("Anna", "Able", self.member.number, "anna.able@"):
                self.assertNotIn(secret, page)

    def test_who_is_no_member_has_a_card_that_is_not_valid(self):
        page = self._page(self._path(self.other_due.membership_id))
        self.assertIn("Not valid", page)
        self.assertNotIn("Bo", page.replace("Body", "").replace("Bootstrap", ""))

    def test_staff_who_read_the_member_see_who_it_is(self):
        for role in ("reader", "officer", "secretary"):
            page = self._as(f"club_{role}")._page(self.address)
            self.assertIn("Anna Able", page, role)
            self.assertIn(self.member.number, page, role)

    def test_staff_out_of_their_section_see_what_strangers_see(self):
        away = self._owing("Zoe Zed", section_id=self.provence.id).membership_id
        page = self._as("club_officer")._page(self._path(away))
        self.assertNotIn("Zoe", page)
        self.assertIn("Z.Z.", page)
        page = self._as("club_employee")._page(self._path(away))
        self.assertNotIn("Zoe", page)

    def test_addresses_cannot_be_guessed(self):
        other = self.other_due.membership_id
        for signature in ("0" * 40, "x", other._card_signature(), "False"):
            self._page(f"/club/card/{self.member.id}/{signature}", 404)
        self._page(f"/club/card/0/{self.member._card_signature()}", 404)
