from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError
from odoo.tests import freeze_time, new_test_user, tagged

from .common import RoadmapCommon

FORM = {
    "name": "Print labels",
    "wish": "Labels of ten a page.",
    "motivation": "We cut them by hand.",
    "kind": "product",
}


class RequestSpaces(RoadmapCommon):
    """Acme's and Bolt's delegates with their spaces, and the office in Acme's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for team in (cls.acme_team, cls.bolt_team):
            for person in (team["voter"], team["seat"], team["manager"]):
                new_test_user(
                    cls.env,
                    login=person.name.lower().replace(" ", "."),
                    groups="base.group_portal",
                    partner_id=person.id,
                    company_id=cls.company.id,
                    company_ids=[(6, 0, cls.company.ids)],
                )
        (cls.acme | cls.bolt).section_id.portal_open_on = "2024-01-01"

    def _space(self, person, acting_for=None):
        user = person if person._name == "res.users" else person.user_ids
        return self.env["club.space"].with_user(user)._open(acting_for)

    def _list(self, person, **filters):
        values = self.env["club.request"]._list_values(self._space(person), filters)
        return [card["name"] for card in values["requests"]]


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequestPages(RequestSpaces):
    def test_requests_are_found_without_their_accents_and_by_number(self):
        wanted = self._request("Clôture d'été", wish="Un café s'il vous plaît")
        self._request("Another")
        voter = self.bolt_team["voter"]
        for text in ("cloture", "CLÔTURE été", "cafe", wanted.number.lower()):
            with self.subTest(text=text):
                self.assertEqual(self._list(voter, search=text), [wanted.name])
        self.assertEqual(self._list(voter, search="clôture banque"), [])

    def test_most_supported_first_or_newest_first(self):
        older, newer = self._request("Older"), self._request("Newer")
        older._support(self.bolt_team["voter"], self.bolt)
        voter = self.bolt_team["voter"]
        self.assertEqual(self._list(voter), ["Older", "Newer"])
        self.assertEqual(self._list(voter, order="new"), ["Newer", "Older"])
        self.assertTrue(newer.exists())

    def test_filters_hold_together(self):
        ended = self._request("Ended", kind="defect")
        ended._move("declined", reason="No")
        stock = self._request("Stock", module_id=self.stock.id)
        stock._support(self.bolt_team["voter"], self.bolt, shown=False)
        voter = self.bolt_team["voter"]
        for wanted, filters in (
            (["Stock"], {}),
            (["Ended"], {"group": "ended"}),
            (["Ended"], {"group": "answered", "kind": "defect"}),
            (["Stock"], {"module": str(self.stock.id)}),
            ([], {"module": str(self.payroll.id)}),
            (["Stock"], {"only": "ours"}),
            ([], {"only": "mine"}),
            (["Stock"], {"kind": "nonsense", "page": "-3", "product": "x" * 50}),
        ):
            with self.subTest(filters=filters):
                self.assertEqual(self._list(voter, **filters), wanted)
        acme = self.acme_team["voter"]
        self.assertEqual(
            set(self._list(acme, only="mine", group="all")), {"Ended", "Stock"}
        )
        self.assertEqual(self._list(acme, only="ours"), [])

    def test_the_list_costs_the_same_however_long_it_is(self):
        self._forget_nothing()
        voter = self.bolt_team["voter"]

        def cost():
            space = self._space(voter)
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.env["club.request"]._list_values(space, {"search": "request"})
            return self.cr.sql_log_count - before

        self._request("Request")
        cost()
        one = cost()
        for number in range(30):
            request = self._request(f"Request {number}")
            request._support(voter, self.bolt)
        cost()  # what Odoo keeps between requests of a user was forgotten meanwhile
        self.assertEqual(cost(), one)
        self.assertLessEqual(one, 8)

    def test_pages_follow_one_another(self):
        for number in range(25):
            self._request(f"R {number:02}")
        voter = self.bolt_team["voter"]
        first = self._list(voter, order="new")
        second = self._list(voter, order="new", page="2")
        self.assertEqual((len(first), len(second)), (20, 5))
        self.assertFalse(set(first) & set(second))

    def test_who_proposes_supports_it_if_they_speak_for_the_member(self):
        requests = self.env["club.request"]
        voter = self._space(self.acme_team["voter"])
        made = requests._propose(voter, FORM, self.acme, False)
        self.assertEqual(made.support_count, 1)
        self.assertFalse(self._supports(made).is_shown)
        seat = self._space(self.acme_team["seat"])
        made = requests._propose(seat, FORM, self.acme, True)
        self.assertEqual((made.support_count, made.author_label), (0, "Acme"))

    def test_a_form_without_its_texts_says_which_one_is_missing(self):
        space = self._space(self.acme_team["voter"])
        with self.assertRaisesRegex(UserError, "“Business motivation” is empty"):
            self.env["club.request"]._propose(
                space, {**FORM, "motivation": "  "}, self.acme, True
            )

    def test_files_are_few_small_and_harmless(self):
        space = self._space(self.acme_team["voter"])
        requests = self.env["club.request"]
        for files, why in (
            ([("a.txt", b"x")] * 6, "5 files at most"),
            ([("a.pdf", b"%PDF-1.4 " + b"x" * 5_300_000)], "larger than 5 MB"),
            ([("a.svg", b"<svg onload='x'/>")], "none of the files"),
            ([("a.pdf", b"<html><script>")], "none of the files"),
        ):
            with self.subTest(why=why), self.assertRaisesRegex(UserError, why):
                requests._propose(space, FORM, self.acme, True, files)
        made = requests._propose(space, FORM, self.acme, True, [("../a.txt", b"x")])
        self.assertEqual(made._files().name, "a.txt")
        self.assertEqual(made._files().create_uid, self.env.ref("base.user_root"))

    def test_a_request_is_corrected_until_somebody_else_supports_it(self):
        acme, bolt = (self._space(t["voter"]) for t in (self.acme_team, self.bolt_team))
        made = self.env["club.request"]._propose(acme, FORM, self.acme, False)
        self.assertTrue(made._is_mine(acme))
        self.assertFalse(made._is_mine(bolt))
        made._correct(acme, {**FORM, "name": "Print better labels"})
        self.assertEqual(made.name, "Print better labels")
        made._support(self.bolt_team["voter"], self.bolt)
        with self.assertRaisesRegex(UserError, "no longer yours alone"):
            made._correct(acme, FORM)
        with self.assertRaisesRegex(UserError, "no longer yours alone"):
            made._withdraw(acme, "Solved")

    def test_hiding_who_proposed_hides_that_they_support_it(self):
        space = self._space(self.acme_team["voter"])
        made = self.env["club.request"]._propose(space, FORM, self.acme, True)
        first = self._supports(made)
        made._show_name(space, False)
        self.assertFalse(self._supports(made).is_shown)
        made._support(self.acme_team["voter"], self.acme, shown=True)
        # Its number would tell that it came with the request.
        self.assertNotEqual(self._supports(made), first)

    def test_the_office_in_a_members_space_neither_learns_nor_writes(self):
        hidden = self._request("Hidden", shown=False)
        other = self._request("Other", membership=self.bolt)
        other._support(self.acme_team["voter"], self.acme, shown=False)
        self._as("secretary")
        office = self.users["secretary"]
        space = self._space(office, self.acme.id)
        self.assertEqual(space.mode, "staff")
        requests = self.env["club.request"]
        self.assertFalse(hidden._is_mine(space))
        for only in ("mine", "ours"):
            found = requests._list_values(space, {"only": only, "group": "all"})
            self.assertEqual(found["requests"], [])
        page = other._page_values(space)
        self.assertFalse(any(ours["supports"] for ours in page["supporting"]))
        self.assertFalse(page["may_support"])
        with self.assertRaisesRegex(UserError, "members alone"):
            requests._propose(space, FORM, self.acme, True)

    def test_neither_ended_nor_other_associations_requests_are_similar(self):
        request = self._request("Colours of the calendar")
        requests, space = self.env["club.request"], self._space(self.bolt_team["voter"])

        def similar():
            cards = requests._similar_cards(space, "Calendar colours")
            return [card["id"] for card in cards]

        self.assertEqual(similar(), request.ids)
        request._move("closed", reason="Solved")
        self.assertEqual(similar(), [])
