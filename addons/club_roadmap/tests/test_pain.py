from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .pain_common import PainCommon

FIGURES = {
    "hours": 110,
    "minutes": 10,
    "money": 1,
    "people": 3,
    "frequency": "daily",
    "outcome": "gone",
}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPain(PainCommon):
    def test_the_author_is_the_first_whom_it_hurts(self):
        pain = self._pain()
        self.assertEqual(pain.member_count, 1)
        self.assertEqual(pain.hours, 110)
        self.assertEqual(pain.create_uid, self.env.ref("base.user_root"))

    def test_others_say_that_it_hurts_them_too(self):
        pain = self._pain()
        self._report(pain, self.bolt, minutes="20", money="1 500,50")
        self.assertEqual(pain.member_count, 2)
        self.assertEqual((pain.hours, pain.median_hours), (330, 165))
        self.assertEqual(pain.money, 1500.5)

    def test_who_says_it_again_corrects_what_they_said(self):
        pain = self._pain()
        self._report(pain, self.acme, minutes="30")
        self.assertEqual((pain.member_count, pain.hours), (1, 330))

    def test_what_was_said_is_taken_back(self):
        pain = self._pain()
        pain._withdraw_report(self.acme_team["manager"], self.acme)
        self.assertEqual((pain.member_count, pain.has_figures), (0, False))

    def test_a_seat_holder_does_not_speak_for_the_company(self):
        pain = self._pain()
        seat = self.bolt_team["seat"]
        for act in (
            lambda: self._report(pain, self.bolt, seat),
            lambda: pain._withdraw_report(seat, self.bolt),
            lambda: pain._show_report(seat, self.bolt, True),
            lambda: pain._answer_whether_it_hurts(seat, self.bolt, "gone"),
        ):
            with self.assertRaisesRegex(UserError, "does not speak for Bolt"):
                act()

    def test_who_is_no_member_says_nothing(self):
        gone, _team = self._company_with_team("Gone", until="2025-12-31")
        with self.assertRaisesRegex(UserError, "Gone is no member"):
            self._report(self._pain(), gone)

    def test_figures_out_of_all_proportion_are_refused(self):
        pain = self._pain()
        for wrong in (
            {"people": "0"},
            {"people": "-1"},
            {"minutes": "-1"},
            {"minutes": "99999"},
            {"money": "a lot"},
            {"money": "nan"},
            {"money": "inf"},
            {"frequency": "hourly"},
        ):
            with self.subTest(wrong), self.assertRaises(UserError):
                self._report(pain, self.bolt, **wrong)

    def test_modules_are_of_the_product(self):
        other = self.product.copy({"name": "Other"})
        with self.assertRaisesRegex(ValidationError, "another product"):
            self._pain().write({"product_id": other.id})

    def test_what_another_association_has_cannot_be_named(self):
        company = self._association("Elsewhere")
        product = self.product.copy({"company_id": company.id})
        pain = self._pain(product=str(product.id), module="")
        self.assertFalse(pain.product_id)

    # Who is not named

    def test_who_is_not_named_is_read_by_nobody(self):
        pain = self._pain()
        self._report(pain, self.bolt, shown=False)
        self.env.invalidate_all()
        for role in ("reader", "secretary", "admin"):
            with self.subTest(role=role):
                self.assertEqual(
                    self._as(role, pain).report_ids.membership_id, self.acme
                )
                found = self._as(role)["club.pain"].search(
                    [("report_ids.membership_id", "=", self.bolt.id)]
                )
                self.assertFalse(found)
        self.assertEqual(pain.member_count, 2)

    def test_the_figures_of_one_member_are_read_by_nobody(self):
        pain = self._pain()
        for role in ("reader", "secretary", "admin"):
            for name, value in FIGURES.items():
                reports = self._as(role, pain).report_ids
                with self.subTest(role=role, name=name):
                    with self.assertRaises(AccessError):
                        reports.read([name])
                    with self.assertRaises(AccessError):
                        reports.search([(name, "=", value)])
                    with self.assertRaises(AccessError):
                        self._as(role)["club.pain"].search(
                            [(f"report_ids.{name}", "=", value)]
                        )
                    with self.assertRaises(AccessError):
                        reports._read_group([], [name], ["__count"])

    def test_below_three_a_hidden_member_keeps_the_sum_to_themselves(self):
        pain = self._pain()
        self._report(pain, self.bolt, shown=False)
        self.assertEqual((pain.has_figures, pain.hours, pain.money), (False, 0, 0))
        self._report(pain, self.cogs)
        self.assertEqual((pain.has_figures, pain.hours), (True, 330))

    def test_to_be_named_no_more_hides_the_figures_at_once(self):
        pain = self._pain()
        pain._show_report(self.acme_team["voter"], self.acme, False)
        self.assertFalse(pain.author_label)
        self.assertFalse(pain.has_figures)
        pain._show_report(self.acme_team["deputy"], self.acme, True)
        self.assertEqual(pain.author_label, "Acme")
        self.assertTrue(pain.has_figures)

    def test_another_member_does_not_show_the_author(self):
        pain = self._pain(shown=False)
        self._report(pain, self.bolt, shown=False)
        pain._show_report(self.bolt_team["voter"], self.bolt, True)
        self.assertFalse(pain.author_label)

    # Where it stands

    def test_nobody_reports_what_is_over(self):
        pain = self._pain()
        pain.action_heal()
        with self.assertRaisesRegex(UserError, "is over: Healed"):
            self._report(pain, self.bolt)

    def test_a_pain_point_is_closed_with_a_reason_only(self):
        pain = self._as("secretary", self._pain())
        with self.assertRaisesRegex(UserError, "Say why"):
            pain.action_close()
        pain.reason = "Training solves it."
        pain.action_close()
        self.assertEqual(pain.state, "closed")
        pain.action_open()
        self.assertEqual(pain.state, "open")

    def test_only_the_office_says_where_it_stands(self):
        pain = self._pain()
        for role in ("reader", "officer", "treasurer", "portal"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, pain).action_work()
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, pain)._merge_into(pain)

    def test_nobody_writes_by_hand_how_many_it_hurts(self):
        pain = self._as("secretary", self._pain())
        for name, value in (("member_count", 900), ("state", "healed"), ("hours", 1)):
            with self.subTest(name), self.assertRaisesRegex(UserError, "by hand"):
                pain.write({name: value})
        with self.assertRaisesRegex(UserError, "by hand"):
            pain.create({"name": "X", "description": "X", "member_count": 3})
