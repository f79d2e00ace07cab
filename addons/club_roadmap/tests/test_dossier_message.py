from odoo.addons.club_membership.tests.common import TODAY
from odoo.addons.club_portal.models.club_space import Space
from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .vendor_common import VendorCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDossierMessage(VendorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls.env["club.commission"].create(
            {
                "name": "With the vendor",
                "kind": "group",
                "company_id": cls.company.id,
                "state": "open",
            }
        )
        for membership, team in ((cls.acme, cls.acme_team), (cls.bolt, cls.bolt_team)):
            cls.env["club.commission.member"].create(
                {
                    "commission_id": cls.group.id,
                    "partner_id": team["voter"].id,
                    "membership_id": membership.id,
                    "state": "active",
                    "date_from": "2025-01-01",
                }
            )
        cls.dossier = cls._dossier(joint_commission_id=cls.group.id)
        cls.line = cls.dossier.line_ids[0]
        cls.line.is_discussed = True

    def test_the_vendor_is_told_alone_of_what_the_club_writes(self):
        self._vendor_person("Rita", self.vendor, may_answer=False)
        self.env["mail.mail"].search([]).unlink()
        self.dossier._write_message("club", "The club", "When?", self.line.id)
        mails = self.env["mail.mail"].search([])
        self.assertEqual(
            set(mails.mapped("email_to")),
            {"vera@vendor.example", "rita@vendor.example"},
        )
        for mail in mails:
            self.assertFalse(mail.email_cc or mail.recipient_ids)
            self.assertNotIn("Acme", mail.body_html)
            self.assertNotIn("@", mail.body_html)

    def test_the_group_is_told_alone_of_what_the_vendor_writes(self):
        self.env["mail.mail"].search([]).unlink()
        self.vera._write_to_group(self.dossier, "In spring", self.line.id)
        mails = self.env["mail.mail"].search([])
        self.assertEqual(
            set(mails.mapped("email_to")),
            {"acme.voter@example.org", "bolt.voter@example.org"},
        )
        self.assertEqual(self.dossier.message_ids.author_label, "Vera")
        for mail in mails:
            self.assertNotIn("@", mail.body_html)

    def test_nobody_of_the_club_is_kept_with_a_message(self):
        message = self.dossier._write_message("club", "The club", "When?")
        query = SQL("SELECT * FROM club_dossier_message WHERE id = %s", message.id)
        self.env.flush_all()
        [columns] = self.env.execute_query_dict(query)
        self.assertEqual(
            set(columns) - {"id", "dossier_id", "company_id", "line_id"},
            {"side", "author_label", "date", "body"},
        )

    def test_only_marked_lines_are_discussed(self):
        other = self.dossier.line_ids[1]
        with self.assertRaisesRegex(UserError, "Only lines marked"):
            self.dossier._write_message("club", "The club", "When?", other.id)
        self.line.is_discussed = False
        with self.assertRaisesRegex(UserError, "Nothing is marked"):
            self.dossier._write_message("club", "The club", "When?")

    def test_what_was_said_is_kept(self):
        message = self.vera._write_to_group(self.dossier, "In spring")
        with self.assertRaisesRegex(UserError, "is kept"):
            message.body = "Never"
        with self.assertRaisesRegex(UserError, "is kept"):
            message.unlink()

    def test_the_office_writes_as_the_club_whatever_it_says(self):
        message = self._as("secretary")["club.dossier.message"].create(
            {
                "dossier_id": self.dossier.id,
                "body": "We wait",
                "side": "vendor",
                "author_label": "Vera",
            }
        )
        self.assertEqual((message.side, message.author_label), ("club", "The club"))

    def test_who_only_reads_writes_nothing(self):
        reader = self._vendor_person("Rita", self.vendor, may_answer=False)
        with self.assertRaisesRegex(UserError, "for reading"):
            reader._write_to_group(self.dossier, "In spring")

    def test_a_joint_group_is_a_working_group(self):
        topical = self.group.copy({"kind": "topical"})
        with self.assertRaisesRegex(ValidationError, "no working group"):
            self.dossier.joint_commission_id = topical

    def test_nobody_writes_to_the_vendor_in_somebody_elses_place(self):
        person = self.acme_team["voter"]
        for mode in ("staff", "guardian"):
            space = Space(self.env.user, person, mode, self.acme)
            with (
                self.subTest(mode=mode),
                self.assertRaisesRegex(UserError, "in somebody else's place"),
            ):
                self.dossier._check_writing(space)
        self.dossier._check_writing(Space(self.env.user, person))
