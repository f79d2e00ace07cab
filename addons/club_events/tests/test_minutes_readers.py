from odoo import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .common import TODAY, new_test_user
from .minutes_common import MinutesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMinutesReaders(MinutesCommon):
    """Who finds minutes, and every kind of person who does not.

    Clara chairs, Sam is secretary, Max sits in the commission; Rita was registered;
    Nora is a member only; Lars was one; Olga is a member of another association.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        lapsed = cls._member("Lars")
        cls._period(lapsed, "2024-01-01", "2024-12-31")
        cls.members["Lars"] = lapsed
        cls.people["Lars"] = lapsed.partner_id
        cls._came(cls.meeting, "Lars")
        cls.people["Guest"] = cls._person("Guest")
        other = cls._association("Other club")
        kind = cls.env["club.membership.type"].create(
            {
                "name": "Theirs",
                "company_id": other.id,
                "member_kind": "person",
                "code": "THEIRS",
            }
        )
        foreign = cls._member("Olga", kind=kind)
        cls._period(foreign, "2026-01-01", "2026-12-31")
        cls.people["Olga"] = foreign.partner_id
        cls.elsewhere = new_test_user(
            cls.env,
            login="elsewhere",
            groups="base.group_portal",
            partner_id=foreign.partner_id.id,
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )

    def _space(self, name, mode="self"):
        if name == "Olga":
            return self.env["club.space"].with_user(self.elsewhere)._open()
        return super()._space(name, mode)

    def test_a_draft_is_for_who_runs_the_meeting(self):
        minutes = self._minutes()
        for state in ("draft", "review", "approved"):
            with self.subTest(state=state):
                if state == "review":
                    minutes._submit(self.people["Sam"])
                elif state == "approved":
                    minutes._approve(self.people["Clara"])
                self.assertEqual(self._readers_of(minutes), {"Clara", "Sam"})

    def test_each_audience_reads_and_nobody_else(self):
        wanted = {
            "attendees": {"Clara", "Sam", "Max", "Rita"},
            "body": {"Clara", "Sam", "Max", "Rita"},
            "members": {"Clara", "Sam", "Max", "Rita", "Nora"},
            "public": {
                *("Clara", "Sam", "Max", "Rita", "Nora", "Lars", "Guest"),
            },
        }
        for audience, readers in wanted.items():
            with self.subTest(audience=audience):
                event = self._meeting(
                    audience, "body", commission_id=self.commission.id
                )
                for name in ("Max", "Rita", "Lars"):
                    self._came(event, name)
                minutes = self._published(self._minutes(event, audience=audience))
                self.assertEqual(self._readers_of(minutes), readers)

    def test_who_joins_the_commission_reads_minutes_of_before(self):
        minutes = self._published()
        self.assertNotIn("Nora", self._readers_of(minutes))
        self._sits(self.members["Nora"])
        self.assertIn("Nora", self._readers_of(minutes))

    def test_who_left_the_commission_keeps_minutes_of_where_they_were(self):
        elsewhere = self._meeting("Other", "body", commission_id=self.commission.id)
        missed = self._published(self._minutes(elsewhere))
        attended = self._published()
        self.seats["Max"]._leave("Moved")
        self.assertIn("Max", self._readers_of(attended))
        self.assertNotIn("Max", self._readers_of(missed))

    def test_who_left_the_association_reads_nothing_but_public_minutes(self):
        minutes = self._published()
        self.assertIn("Rita", self._readers_of(minutes))
        self.members["Rita"]._close("resigned", self._today(), "Moved")
        self.assertNotIn("Rita", self._readers_of(minutes))

    def _today(self):
        return self.company._club_today()

    def test_whose_registration_was_cancelled_was_not_there(self):
        event = self._meeting("Other", "body", commission_id=self.commission.id)
        registration = self._came(event, "Rita", "open")
        minutes = self._published(self._minutes(event))
        self.assertIn("Rita", self._readers_of(minutes))
        registration.state = "cancel"
        self.assertNotIn("Rita", self._readers_of(minutes))

    def test_a_chair_of_another_commission_is_an_outsider(self):
        other = self.env["club.commission"].create(
            {"name": "Tax", "company_id": self.company.id, "state": "open"}
        )
        self._sits(self.members["Nora"], role="chair", commission=other)
        self.assertNotIn("Nora", self._readers_of(self._published()))

    def test_a_correction_to_a_wider_audience_waits_until_it_is_published(self):
        minutes = self._published()
        minutes._correct(self.people["Sam"], "For all members.")
        minutes.audience = "members"
        self.assertNotIn("Nora", self._readers_of(minutes))
        self._published(minutes)
        self.assertIn("Nora", self._readers_of(minutes))

    def test_only_public_minutes_are_for_everybody(self):
        minutes = self._minutes()
        self.assertFalse(minutes._public(minutes.id))
        self.assertFalse(minutes._public(self._published(minutes).id))
        minutes._correct(self.people["Sam"], "For everybody.")
        minutes.audience = "public"
        self.assertFalse(minutes._public(minutes.id))
        self.assertEqual(minutes._public(self._published(minutes).id), minutes)

    def test_everybody_else_reads_no_names_of_who_does_what(self):
        minutes = self._minutes(audience="public")
        self._action(minutes)
        self._published(minutes)
        card = minutes._public_values()["actions"][0]
        self.assertEqual(card["name"], "Write to the vendor")
        self.assertFalse(card.get("owner"))
        self.assertFalse(card.get("outcome"))

    def test_readers_are_told_once(self):
        minutes = self._published()
        notices = self.env["club.event.notice"]
        told = notices.search([("level", "=", "minutes")])
        self.assertEqual(
            set(told.partner_id.mapped("name")), {"Clara", "Sam", "Max", "Rita"}
        )
        minutes._correct(self.people["Sam"], "A date.")
        self._published(minutes)
        self.assertEqual(notices.search([("level", "=", "minutes")]), told)

    def test_the_words_found_are_those_that_were_published(self):
        minutes = self._minutes()
        self._action(minutes, "Appeler la préfecture")
        self.env["club.minutes.decision"].create(
            {"minutes_id": minutes.id, "name": "Nous gardons le tarif."}
        )
        self.assertFalse(self._found("elan"))
        self._published(minutes)
        for words in ("elan", "ÉLAN invoi", "prefecture", "tarif gard", "spring"):
            self.assertEqual(self._found(words), ["Spring"], words)
        self.assertFalse(self._found("elan nothing"))
        minutes._correct(self.people["Sam"], "A word.")
        minutes.body = "<p>Secret</p>"
        self.assertFalse(self._found("secret"))
        self.assertEqual(self._found("elan"), ["Spring"])

    def _found(self, words, name="Max", **filters):
        values = self.env["club.minutes"]._list_values(
            self._space(name), {"search": words, **filters}
        )
        return [card["name"] for card in values["minutes"]]

    def test_the_list_filters_by_commission_and_year(self):
        self._published()
        self.assertEqual(self._found("", year="2026"), ["Spring"])
        self.assertFalse(self._found("", year="2025"))
        chosen = str(self.commission.id)
        self.assertEqual(self._found("", commission=chosen), ["Spring"])
        self.assertFalse(self._found("", commission="999999"))
        for odd in ("x", "-1", "9" * 20):
            self.assertEqual(self._found("", year=odd, page=odd)[:0], [])

    def test_a_page_of_the_list_costs_the_same_with_few_and_many(self):
        self._published()
        self._queries_of_list()
        few = self._queries_of_list()
        for number in range(30):
            event = self._meeting(
                f"Other {number}", "body", commission_id=self.commission.id
            )
            self._published(self._minutes(event))
        self.assertEqual(self._queries_of_list(), few)

    def _queries_of_list(self):
        self._forget_nothing()
        space = self._space("Max")
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["club.minutes"]._list_values(space, {"search": "elan"})
        return self.env.cr.sql_log_count - before

    def test_who_helps_a_company_on_the_telephone_sees_no_personal_attendance(self):
        minutes = self._published()
        self.assertTrue(minutes._of_space(self._space("Rita"), minutes.id))
        space = self._space("Rita")
        space.personal = False
        space.own = self.env["club.membership"]
        self.assertFalse(minutes._of_space(space, minutes.id))

    def test_the_search_finds_words_by_an_index(self):
        self._published()
        self.env.flush_all()
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        query = (
            self.env["club.minutes"].sudo()._search([("search_text", "like", "elan")])
        )
        self.env.cr.execute(SQL("EXPLAIN %s", query.select()))
        plan = " ".join(row[0] for row in self.env.cr.fetchall())
        self.assertIn("Index Scan on club_minutes_searched", plan)
