from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .vendor_common import VendorCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDossier(VendorCommon):
    def test_a_release_sends_the_requests_and_tells_the_vendor(self):
        dossier = self._dossier()
        self.assertEqual(set(dossier.line_ids.request_id.mapped("state")), {"sent"})
        self.assertEqual(str(dossier.released_on), TODAY)
        mail = self._mails_to("vera@vendor.example")
        self.assertIn(f"/vendor/{dossier.id}", mail.body_html)
        self.assertNotIn("Acme", mail.body_html)

    def test_the_preview_shows_what_is_released_and_releases_it(self):
        dossier = self._dossier(released=False)
        action = self._as("secretary", dossier).action_preview()
        preview = self._as("secretary")["club.dossier.preview"].browse(action["res_id"])
        self.assertIn("Consolidated", preview.content)
        self.assertEqual(preview.contact_names, "Vera")
        preview.action_release()
        self.assertEqual(dossier.state, "released")

    def test_what_changed_since_the_preview_is_not_released(self):
        dossier = self._dossier(released=False)
        action = dossier.action_preview()
        preview = self.env["club.dossier.preview"].browse(action["res_id"])
        dossier.line_ids[0].benefit = "Two days a month"
        with self.assertRaisesRegex(UserError, "has changed since"):
            preview.action_release()

    def test_only_the_secretary_releases(self):
        dossier = self._dossier(released=False)
        action = dossier.action_preview()
        for role in ("reader", "treasurer"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                preview = self._as(role)["club.dossier.preview"]
                preview.sudo().browse(action["res_id"]).with_user(
                    self.users[role]
                ).action_release()

    def test_a_released_line_is_rewritten_by_nobody(self):
        line = self._dossier().line_ids[0]
        for values in ({"text": "Other"}, {"support_count": 9}, {"rank": 99}):
            with (
                self.subTest(values=values),
                self.assertRaisesRegex(UserError, "was released"),
            ):
                line.sudo().write(values)
        with self.assertRaisesRegex(UserError, "was released"):
            line.sudo().unlink()
        with self.assertRaisesRegex(UserError, "was released"):
            line.dossier_id.unlink()
        with self.assertRaisesRegex(UserError, "was released"):
            line.dossier_id.vendor_id = self.acme.partner_id

    def test_the_database_itself_keeps_a_released_line(self):
        line = self._dossier().line_ids[0]
        for query in (
            "UPDATE club_dossier_line SET text = 'Other' WHERE id = %s",
            "DELETE FROM club_dossier_line WHERE id = %s",
        ):
            with (
                self.subTest(query=query),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(query, (line.id,))

    def test_nothing_is_added_to_what_was_released(self):
        dossier = self._dossier(self.first)
        with self.assertRaisesRegex(UserError, "was released"):
            dossier._add_requests(self.second)

    def test_a_snapshot_does_not_follow_its_request(self):
        line = self._dossier(self.first).line_ids
        self.first.write({"name": "Another title", "is_pilot_offered": True})
        self.product.name = "Renamed"
        self.assertEqual(line.name, "Close faster")
        self.assertEqual(line.product_name, "Ledger")
        self.assertFalse(line.is_pilot_offered)

    def test_fewer_than_five_supporters_are_not_counted(self):
        dossier = self._dossier(self.first, released=False)
        line = dossier.line_ids
        line.sudo().support_count = 4
        self.assertEqual(line._vendor_values()[0]["supporters"], "fewer than 5")
        line.sudo().support_count = 5
        self.assertEqual(line._vendor_values()[0]["supporters"], "5")

    def test_the_vendors_language_stands_in_where_it_is_filled(self):
        dossier = self._dossier(self.first, released=False)
        dossier.line_ids.name_vendor = "Schneller schließen"
        shown = dossier.line_ids._vendor_values(vendors_language=True)[0]
        self.assertEqual(shown["title"], "Schneller schließen")
        self.assertEqual(shown["text"], dossier.line_ids.text)

    def test_authors_words_and_names_of_members_are_pointed_out(self):
        dossier = self._dossier(self.first, released=False)
        line = dossier.line_ids
        line.text = f"{self.first.wish}\n\n{self.first.motivation}"
        line.benefit = "BOLT would save a day"
        warnings = "\n".join(dossier._warnings())
        self.assertIn("its author's own words", warnings)
        self.assertIn("names the member Bolt", warnings)
        line.write({"text": "Ours", "benefit": "Bolts and nuts"})
        self.assertFalse(dossier._warnings())

    def test_a_dossier_without_deadline_or_lines_is_not_released(self):
        empty = self._dossier(released=False)
        empty.line_ids.unlink()
        with self.assertRaisesRegex(UserError, "no lines"):
            empty._release(empty._fingerprint())
        late = self._dossier(released=False, deadline="2026-03-14")
        with self.assertRaisesRegex(UserError, "a day to come"):
            late._release(late._fingerprint())

    def test_what_has_ended_is_not_sent(self):
        dossier = self._dossier(released=False)
        self.first._move("closed", reason="Solved")
        with self.assertRaisesRegex(UserError, "Take its line out"):
            dossier._release(dossier._fingerprint())

    def test_requests_about_other_vendors_do_not_enter(self):
        other = self.product.copy(
            {"name": "Other", "vendor_id": self._organisation("Rival").id}
        )
        request = self._request(product_id=other.id)
        with self.assertRaisesRegex(UserError, "Vendor does not make"):
            self._dossier(request)

    def test_a_correction_is_dated_kept_and_told(self):
        dossier = self._dossier()
        note = self._as("secretary")["club.dossier.note"].create(
            {"dossier_id": dossier.id, "text": "Version 12, not 11."}
        )
        self.assertEqual(str(note.date), TODAY)
        self.assertIn(
            "Version 12, not 11.",
            self._mails_to("vera@vendor.example")[:1].body_html,
        )
        with self.assertRaisesRegex(UserError, "add another one"):
            note.sudo().text = "Other"

    def test_a_draft_is_changed_and_not_corrected(self):
        dossier = self._dossier(released=False)
        with self.assertRaisesRegex(UserError, "not released yet"):
            self.env["club.dossier.note"].create(
                {"dossier_id": dossier.id, "text": "Oh"}
            )

    def test_a_deadline_that_moves_is_noted(self):
        dossier = self._dossier()
        dossier.deadline = "2026-05-31"
        self.assertIn("05/31/2026", dossier.note_ids.text)

    def test_the_secretary_moves_no_dossier_by_hand(self):
        dossier = self._dossier(released=False)
        with self.assertRaisesRegex(UserError, "by buttons"):
            self._as("secretary", dossier).state = "released"

    def test_an_author_releases_the_name_of_their_organisation(self):
        dossier = self._dossier(self.second, released=False)
        self.second._release_name(self.bolt_team["voter"], True)
        dossier.line_ids._take_snapshots()
        self.assertEqual(dossier.line_ids.organisation_label, "Bolt")
        self.second._release_name(self.bolt_team["voter"], False)
        dossier.line_ids._take_snapshots()
        self.assertFalse(dossier.line_ids.organisation_label)

    def test_nobody_else_releases_a_name(self):
        with self.assertRaisesRegex(UserError, "Only who proposed"):
            self.second._release_name(self.acme_team["voter"], True)

    def test_a_name_that_was_told_is_not_taken_back(self):
        self.second._release_name(self.bolt_team["voter"], True)
        self._dossier(self.second)
        with self.assertRaisesRegex(UserError, "cannot be taken back"):
            self.second._release_name(self.bolt_team["voter"], False)

    def test_chosen_requests_are_added_once(self):
        dossier = self._dossier(self.first, released=False)
        wizard = self._as("secretary")["club.dossier.add"]
        wizard.with_context(
            active_model="club.request", active_ids=(self.first | self.price).ids
        ).create({"dossier_id": dossier.id}).action_add()
        self.assertEqual(dossier.line_ids.request_id, self.first | self.price)

    def test_the_list_of_a_published_vote_is_taken_over_in_its_order(self):
        voted = self.env["club.round"].create(
            {
                "name": "Vote",
                "company_id": self.company.id,
                "line_ids": [
                    (0, 0, {"request_id": request.id})
                    for request in (self.first, self.second, self.price)
                ],
            }
        )
        for request, place in ((self.price, 1), (self.first, 2)):
            line = voted.line_ids.filtered(lambda li, r=request: li.request_id == r)
            line.sudo().write({"chosen": True, "place": place})
        dossier = self.env["club.dossier"].create(
            {
                "name": "List",
                "vendor_id": self.vendor.id,
                "company_id": self.company.id,
                "round_id": voted.id,
            }
        )
        self._as("secretary", dossier).action_take_round()
        self.assertEqual(
            [line.request_id for line in dossier.line_ids], [self.price, self.first]
        )

    def test_what_was_sent_may_be_sent_once_more(self):
        self._dossier(self.first)
        again = self._dossier(self.first, name="A year later")
        self.assertEqual(again.state, "released")

    def test_the_secretary_fills_a_dossier_in_on_its_form(self):
        with Form(self._as("secretary")["club.dossier"]) as form:
            form.name = "By hand"
            form.vendor_id = self.vendor
            with form.line_ids.new() as line:
                line.request_id = self.first
                self.assertEqual(line.name, "Close faster")
                line.text = "In the club's words"
        self.assertEqual(form.record.line_ids.product_name, "Ledger")
        form.record.line_ids.text = "In better words"

    def test_marks_and_corrections_are_written_on_the_form_once_released(self):
        dossier = self._as("secretary", self._dossier())
        with Form(dossier) as form:
            with form.line_ids.edit(0) as line:
                line.is_discussed = True
            with form.note_ids.new() as note:
                note.text = "Version 12 as well"
        self.assertTrue(dossier.line_ids[0].is_discussed)
        self.assertEqual(dossier.note_ids.text, "Version 12 as well")
