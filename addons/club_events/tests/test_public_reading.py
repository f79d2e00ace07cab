import json

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import new_test_user
from .public_common import FAR, PublicCommon

QUIET = (
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_qweb",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.website.models.website",
    "odoo.http",
    "odoo.sql_db",
)
SECRET = "Hushed"
TEMPLATE = "website_event.dynamic_filter_template_event_event_picture"
DISPLAYED = (
    "displayDescription",
    "displayDetail",
    "displayExtraDetail",
    "displayExtraLink",
    "displayImage",
)


@tagged("post_install", "-at_install")
class TestPublicReading(PublicCommon):
    """Of a members' meeting nothing is read from outside, whatever it was before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shown = cls._open_meeting("Shown day", website_menu=True)
        cls.hidden = cls._open_meeting(f"{SECRET} meeting", website_menu=True)
        cls.track = cls.env["event.track"].create(
            {
                "name": f"{SECRET} topic",
                "event_id": cls.hidden.id,
                "is_published": True,
            }
        )
        cls._ticket(cls.hidden, f"{SECRET} ticket", category="all")
        cls.hidden.question_ids = [
            Command.create({"title": f"{SECRET} question", "question_type": "text_box"})
        ]
        cls.env["event.registration"].create(
            {"event_id": cls.hidden.id, "name": f"{SECRET} attendee"}
        )
        # It was open to everybody first: the dangerous way to become a members' one.
        cls.hidden.audience = "members"
        cls.users = {
            "public": cls.env.ref("base.public_user"),
            "stranger": new_test_user(
                cls.env, "stranger", "base.group_portal", company_id=cls.company.id
            ),
            "employee": new_test_user(
                cls.env, "plain_employee", company_id=cls.company.id
            ),
        }
        cls.env.flush_all()

    def _models(self):
        """Models that say something of an event or of an item of its agenda."""
        about = {"event.event", "event.track", "website.event.menu", "website.menu"}
        for name, model in self.registry.items():
            if model._abstract or model._transient or not model._auto:
                continue
            if any(
                field.comodel_name in about
                for field in model._fields.values()
                if field.relational
            ):
                yield name

    def _read(self, user, model):
        """All that this user reads of a model by remote call, as text."""
        records = self.env(user=user, su=False)[model]
        with mute_logger(*QUIET):
            try:
                fields = call_kw(records, "fields_get", [], {"attributes": ["type"]})
            except AccessError:
                return ""
            try:
                return self._rows(records, list(fields))
            except (AccessError, UserError):
                # One field that is not theirs to read hides no other.
                return "".join(self._rows_of_one(records, name) for name in fields)

    def _rows(self, records, fields):
        options = {"order": "id desc", "limit": 50, "fields": fields}
        rows = call_kw(records, "search_read", [[]], options)
        return json.dumps(rows, default=str)

    def _rows_of_one(self, records, field):
        try:
            return self._rows(records, [field])
        except (AccessError, UserError):
            return ""

    def test_remote_calls_of_any_model_say_nothing_of_it(self):
        models = sorted(self._models())
        self.assertIn("event.registration", models)
        for who, user in self.users.items():
            for model in models:
                with self.subTest(who=who, model=model):
                    self.assertNotIn(SECRET, self._read(user, model))

    def test_remote_calls_do_read_what_is_published(self):
        for who, user in self.users.items():
            with self.subTest(who=who):
                self.assertIn("Shown day", self._read(user, "event.event"))

    def test_core_pages_say_nothing_of_it(self):
        event, track = self.hidden, self.track
        paths = [
            "/event",
            f"/event?search={SECRET}",
            f"/event/{event.id}",
            f"/event/{event.id}/register",
            f"/event/{event.id}/page/introduction",
            f"/event/{event.id}/community",
            f"/event/{event.id}/track",
            f"/event/{event.id}/agenda",
            f"/event/{event.id}/track/{track.id}",
            f"/event/{event.id}/track/{track.id}/ics",
            f"/event/{self.shown.id}/track/{track.id}",
            f"/event/{self.shown.id}/track/{track.id}/ics",
            f"/event/{event.id}/track_proposal",
            f"/event/{event.id}/ics",
            f"/event/{event.id}/registration/success?registration_ids=1",
            f"/event/{event.id}/my_tickets?registration_ids=[1]&tickets_hash=x",
            f"/website/search?search={SECRET}",
            "/sitemap.xml",
        ]
        for login in (None, "stranger", "plain_employee"):
            self._browser(login)
            for path in paths:
                with self.subTest(login=login, path=path), mute_logger(*QUIET):
                    page = self.url_open(path).text
                # Pages of a search say again what was searched.
                for word in ("meeting", "topic", "ticket", "question", "attendee"):
                    self.assertNotIn(f"{SECRET} {word}", page)

    def test_the_list_of_events_shows_what_is_published(self):
        self._browser()
        self.assertIn("Shown day", self.url_open("/event").text)

    def test_autocompletion_and_snippets_say_nothing_of_it(self):
        for login in (None, "stranger", "plain_employee"):
            self._browser(login)
            for kind in ("all", "events", "track"):
                found = self._call(
                    "/website/snippet/autocomplete",
                    search_type=kind,
                    term=SECRET,
                    options={
                        "event": f"x-{self.hidden.id}",
                        "allowFuzzy": True,
                        **dict.fromkeys(DISPLAYED, True),
                    },
                )
                self.assertIn("result", found)
                self.assertNotIn(f"{SECRET} ", json.dumps(found))
            events = (
                self.env["website.snippet.filter"]
                .search([])
                .filtered(lambda snippet: snippet.model_name == "event.event")
            )
            self.assertTrue(events)
            for snippet in events:
                with mute_logger(*QUIET):
                    found = self._call(
                        "/website/snippet/filters",
                        filter_id=snippet.id,
                        template_key=TEMPLATE,
                        limit=16,
                        search_domain=[],
                    )
                self.assertIn("Shown day", json.dumps(found))
                self.assertNotIn(f"{SECRET} ", json.dumps(found))

    def test_core_forms_write_nothing_to_it(self):
        event = self.hidden
        before = self._counts()
        for login in (None, "stranger", "plain_employee"):
            self._browser(login)
            with mute_logger(*QUIET):
                for path, form in (
                    ("registration/confirm", {"1-event_ticket_id": "0"}),
                    (
                        "track_proposal/post",
                        {
                            "track_name": "Mine",
                            "tags": "",
                            "partner_name": "Eve",
                            "partner_email": "eve@example.org",
                            "partner_phone": "",
                            "partner_function": "",
                            "description": "",
                            "partner_biography": "",
                        },
                    ),
                ):
                    answer = self._post(f"/event/{event.id}/{path}", form, follow=False)
                    self.assertIn(answer.status_code, (303, 403, 404), path)
                self._call(
                    f"/event/{event.id}/registration/new", **{"nb_register-0": "1"}
                )
                reminder = self._call(
                    "/event/track/toggle_reminder",
                    track_id=self.track.id,
                    set_reminder_on=True,
                )
            self.assertNotIn("result", reminder)
            self.assertEqual(self._counts(), before, login)

    def _counts(self):
        return [
            self.env[model].search_count([])
            for model in ("event.registration", "event.track", "res.partner")
        ]

    def test_proposals_are_taken_where_they_are_asked_for_only(self):
        self.shown.website_track_proposal = False
        self._browser()
        path = f"/event/{self.shown.id}/track_proposal"
        with mute_logger(*QUIET):
            self.assertEqual(self.url_open(path).status_code, 404)
            self.assertEqual(self._post(f"{path}/post", {}).status_code, 404)
        self.shown.website_track_proposal = True
        self.assertEqual(self.url_open(path).status_code, 200)

    def test_the_times_of_a_slot_are_told_of_its_own_meeting_only(self):
        slots = self.env["event.slot"]
        for event, hour in ((self.shown, 13), (self.hidden, 14)):
            event.is_multi_slots = True
            slots |= slots.create(
                {
                    "event_id": event.id,
                    "date": "2099-04-09",
                    "start_hour": hour + 0.25,
                    "end_hour": hour + 0.5,
                }
            )
        self._browser()
        own, foreign = slots
        file = f"/event/{self.shown.id}/ics?slot_id="
        self.assertIn("T131500", self.url_open(f"{file}{own.id}").text)
        with mute_logger(*QUIET):
            self.assertEqual(self.url_open(f"{file}{foreign.id}").status_code, 404)

    def test_a_members_meeting_is_not_published(self):
        for field in ("is_published", "website_menu"):
            with self.subTest(field=field):
                self._check_refused(self.hidden, field)

    def test_its_items_are_not_published(self):
        self._check_refused(self.track, "is_published")

    def _check_refused(self, record, field):
        with (
            self.assertRaises(IntegrityError),
            mute_logger(*QUIET),
            self.env.cr.savepoint(),
        ):
            record[field] = True
            self.env.flush_all()
        record.invalidate_recordset()

    def test_a_meeting_that_is_no_longer_for_everybody_leaves_the_website(self):
        self.assertEqual(
            (
                self.hidden.is_published,
                self.track.is_published,
                self.hidden.website_menu,
                self.hidden.menu_id.exists().ids,
            ),
            (False, False, False, []),
        )

    def test_an_open_meeting_with_a_menu_keeps_it(self):
        event = self._meeting("Fair", audience="open", website_menu=True, **FAR)
        self.assertTrue(event.menu_id)
