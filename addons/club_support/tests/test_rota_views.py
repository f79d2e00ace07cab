import base64
import json

from lxml import etree
from odoo.tests import Form, tagged

from .common import TODAY, freeze_time
from .rota_common import RotaCommon

ROLES = ("reader", "officer", "secretary", "admin")
ACTIONS = (
    *("club_rota_action", "club_duty_action", "club_rota_solution_action"),
    *("club_volunteer_action", "club_volunteer_absence_action"),
)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRotaViews(RotaCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna", skills=cls.finance, max_load=30, rest=0)
        cls.bea = cls._volunteer("Bea", max_load=30, rest=0)
        cls.rota = cls._rota(slot_count=3)

    def test_each_page_opens_for_who_finds_it(self):
        self._plan(self.rota).action_publish()
        self._absent(self.anna, "2026-06-01", "2026-06-03")
        for role in ROLES:
            for name in ACTIONS:
                with self.subTest(role=role, page=name):
                    self._open(role, self.env.ref(f"club_support.{name}"))

    def _open(self, role, action):
        model = self.env[action.res_model].with_user(self.users[role])
        modes = action.view_mode.split(",")
        loaded = model.get_views(
            [*((False, mode) for mode in modes), (False, "search")]
        )
        for mode in modes:
            arch = etree.fromstring(loaded["views"][mode]["arch"])
            names = arch.xpath("//field[not(ancestor::field)]/@name")
            self.assertTrue(model.web_search_read([], {name: {} for name in names}))

    def test_coordinators_read_volunteers_of_neighbours_with_their_sections(self):
        carl = self._volunteer("Carl", self.normandy).with_user(self.coordinator)
        spec = {name: {} for name in ("section_ids", "is_current", "skill_ids")}
        self.env.invalidate_all()
        found = carl.web_search_read([("id", "=", carl.id)], spec)
        self.assertEqual(found["records"][0]["section_ids"], self.normandy.ids)
        stranger = self._volunteer("Stranger", self.provence)
        self.assertFalse(
            stranger.with_user(self.coordinator).search([("id", "=", stranger.id)])
        )

    def test_a_coordinator_makes_plans_and_publishes_on_the_form(self):
        rotas = self.env["club.rota"].with_user(self.coordinator)
        rotas = rotas.with_context(club_rota_new=True)
        with Form(rotas, "club_support.club_rota_view_form") as form:
            form.name = "Brittany 2026"
            form.slot_count = 3
        rota = form.record
        self.assertEqual(rota.section_id, self.brittany)
        self.assertEqual(rota.line_ids.section_id, self.brittany)
        self.assertEqual(rota.line_ids.volunteer_count, 2)
        self.assertEqual(rota.date_start.isoformat(), "2026-03-16")
        self._plan(rota)
        rota.action_publish()
        self.assertEqual(rota.state, "published")

    def test_the_plan_shows_names_gaps_and_helpers(self):
        self._volunteer("Carl <b>", self.normandy, helps_neighbours=True, max_load=20)
        self._absent(self.anna, "2026-04-06", "2026-04-12")
        self._absent(self.bea, "2026-04-13", "2026-04-19")
        rota = self._plan(self.rota)
        page = str(rota.with_user(self.coordinator).plan_html)
        self.assertIn("Anna", page)
        self.assertIn("Carl &lt;b&gt;", page)
        self.assertIn("helps out", page)
        self.assertEqual(page.count("Nobody"), rota.gap_count)
        self.assertGreater(rota.gap_count, 0)
        self.assertIn("04/06/2026 – 04/12/2026", page)

    def test_who_got_nothing_is_named(self):
        self._absent(self.bea, "2026-04-06", "2026-04-26")
        rota = self._plan(self.rota)
        self.assertFalse(rota.idle_names)
        rota.solution_id.share_ids.filtered(lambda row: row.load)[0].load = 0
        rota.invalidate_recordset(["idle_names"])
        self.assertEqual(rota.idle_names, "Anna")

    def test_the_certificate_says_in_words_what_is_proven(self):
        solution = self._plan(self.rota).solution_id.with_user(self.coordinator)
        self.assertIn("Proven: no plan covers more duties.", solution.summary)
        self.assertEqual(solution.share_ids.mapped("gap"), [0, 0])
        self.assertIn("squared", solution.level_ids[1].meaning)
        self.assertIn("record_file", solution.action_download()["url"])
        text = base64.b64decode(solution.record_file)
        self.assertEqual(json.loads(text), solution.record)

    def test_a_calendar_shows_who_serves(self):
        duty = self._duty(self.rota, self.anna).with_user(self.coordinator)
        self.assertEqual(
            duty.with_context(club_duty_names=True).display_name, "Anna · Brittany"
        )
        self.assertEqual(duty.display_name, "Brittany, Lead from 04/06/2026")

    def test_the_poster_shows_the_plan(self):
        self._plan(self.rota)
        html, kind = (
            self.env["ir.actions.report"]
            .with_user(self.coordinator)
            ._render_qweb_html("club_support.report_rota", self.rota.ids)
        )
        self.assertEqual(kind, "html")
        self.assertIn(b"Anna", html)

    def test_loads_of_the_year_take_one_query(self):
        self._forget_nothing()
        for number in range(10):
            self._duty(self._rota(), self._volunteer(f"Volunteer {number}"), slot=1)
        volunteers = self.env["club.volunteer"].search([])
        self.env.invalidate_all()
        volunteers.mapped("name")
        self.env.company._club_today()
        with self.assertQueryCount(2):
            loads = volunteers.mapped("year_load")
        self.assertEqual(sum(loads), 10)

    def test_a_grid_takes_no_query_for_each_duty(self):
        self._forget_nothing()

        def queries(rota):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.assertTrue(rota.plan_html)
            return self.cr.sql_log_count - before

        small = queries(self._plan(self.rota))
        large = queries(self._plan(self._rota(slot_count=30)))
        self.assertLessEqual(large, small + 2)

    def test_settings_hold_what_a_new_rota_starts_with(self):
        settings = self.env["club.settings"].with_user(self.users["admin"]).create({})
        self.assertEqual(settings.club_rota_slot_count, 52)
        settings.write({"club_rota_slot_count": 26, "club_rota_seconds": 60})
        settings.action_save()
        rota = self.env["club.rota"].new({})
        self.assertEqual((rota.slot_count, rota.time_limit), (26, 60))
