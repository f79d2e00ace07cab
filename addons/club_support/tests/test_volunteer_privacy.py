from odoo.addons.club_portal.models.club_space import Space
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import TODAY, freeze_time
from .mail_common import DutyMailCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestVolunteerPrivacy(DutyMailCommon):
    """What is kept of a volunteer, who sees it, and how it is forgotten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.absence = cls.env["club.volunteer.absence"].create(
            {
                "volunteer_id": cls.anna.id,
                "date_from": "2026-08-01",
                "date_to": "2026-08-31",
                "note": "Operation",
            }
        )
        cls._create_users()

    def test_why_somebody_is_away_is_read_by_coordinators_only(self):
        for role in ("officer", "secretary", "admin"):
            absence = self._as(role, self.absence)
            self.assertEqual(absence.read(["note"])[0]["note"], "Operation")
        for role in ("reader", "treasurer"):
            absence = self._as(role, self.absence)
            self.assertTrue(absence.read(["date_from"]))
            with self.assertRaises(AccessError):
                absence.read(["note"])

    def test_neighbours_plan_with_days_and_read_no_cause(self):
        near = self._volunteer("Nora", self.normandy)
        absence = self.absence.copy({"volunteer_id": near.id, "note": "Operation"})
        mine = self._as("officer", absence)
        self.assertEqual(str(mine.date_from), "2026-08-01")
        self.assertFalse(mine.read(["note"])[0]["note"])
        self.assertFalse(mine.search([("id", "=", absence.id)]).note)
        self.assertEqual(absence.note, "Operation")

    def _space(self, volunteer):
        user = new_test_user(
            self.env,
            login=f"portal{volunteer.id}",
            groups="base.group_portal",
            partner_id=volunteer.partner_id.id,
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        return Space(user, volunteer.partner_id)

    def _file(self):
        return self.env["club.data.export"]._of(self._space(self.anna))

    def test_the_file_of_a_volunteer_holds_their_rows_and_nobody_elses(self):
        offer = self.env["club.duty.offer"]._ask_cover(
            self.duty, self.anna, message="Dentist"
        )
        offer._decline(self.bea)
        self.duty._release(self.anna, "Broken leg")
        later = self._duty(self.rota, self.anna, slot=4)
        self._duty(self.rota, self.anna, slot=6, state="draft")
        self._duty(self.rota, self.bea, slot=5)
        data = self._file()
        self.assertEqual(len(data["volunteer"]), 1)
        self.assertEqual(data["volunteer_absences"][0]["note"], "Operation")
        self.assertEqual(len(data["duties"]), 1)
        self.assertEqual(data["duties"][0]["date_start"], str(later.date_start))
        self.assertEqual(data["changes_of_duties"][0]["reason"], "Broken leg")
        self.assertEqual(data["duties_asked_for"][0]["message"], "Dentist")
        self.assertFalse(data["duties_asked_of_me"])

    def test_who_is_forgotten_leaves_gaps_and_no_words(self):
        self.anna.monday_off = True
        self.env["club.duty.offer"]._ask_cover(
            self.duty, self.anna, message="Dentist"
        )._withdraw(self.anna)
        later = self._duty(self.rota, self.anna, slot=4)
        self.duty._release(self.anna, "Broken leg")
        hers = self._duty(self.rota, self.bea, slot=6)
        anna = self.anna.partner_id
        hers._hand_over(self.bea.browse(), "override", anna, "Decided by Anna")
        self.anna.message_post(body="Called Anna")
        self.anna.partner_id._club_anonymise()
        self.assertFalse(later.volunteer_id)
        self.assertFalse(self.absence.exists())
        self.assertFalse(self.anna.monday_off)
        self.assertFalse(self.anna.message_ids)
        self.assertFalse(self.duty.offer_ids.message)
        self.assertEqual(self.duty.change_ids.from_id, self.anna)
        self.assertFalse(self.duty.change_ids.reason)
        self.assertEqual(hers.change_ids.reason, "Decided by Anna")
        rows = self.notices.search([("partner_id", "=", self.anna.partner_id.id)])
        self.assertFalse(rows)
        self.assertFalse(self.anna.is_current)

    def test_a_volunteer_reads_who_sees_their_duties(self):
        mia = self._volunteer("Mia", self.provence)
        user = self.users["employee"]
        self._office(user, self.provence, "president")
        space = self._space(mia)
        readers = {r["who"]: r for r in self.env["club.data.readers"]._of(space)}
        found = readers["Officers of Provence"]
        self.assertIn("when you cannot serve", found["sees"])
        self.assertIn("The other volunteers", readers)
        mia.unlink()
        space = Space(space.user, space.person)
        readers = {r["who"] for r in self.env["club.data.readers"]._of(space)}
        self.assertNotIn("Officers of Provence", readers)
        self.assertNotIn("The other volunteers", readers)
