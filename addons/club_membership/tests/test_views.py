from ast import literal_eval

from lxml import etree
from odoo.tests import tagged

from .common import ROLES, TODAY, ClubCommon, Form, freeze_time

ENTER = {"Enter cheques"}
ADMIT = {"Admit a newcomer"}
EVERYBODY = {
    "Members",
    "Commissions",
    "Offices",
    "Sections",
    "Register of movements",
    "Who owes",
    "All dues",
    "Members on a date",
    "Members by status, section and type",
    "Dues analysis",
}
WHOLE = {"Cheques and deposits", "Dues calls", "Company teams"}
# What each role finds in the app, of the pages defined in club_menu_items.xml.
PAGES = {
    "reader": EVERYBODY | WHOLE,
    "officer": EVERYBODY | ADMIT | {"Bank balances", "Company teams"},
    "section_treasurer": EVERYBODY | ENTER | {"Cheques and deposits", "Bank balances"},
    "secretary": EVERYBODY | WHOLE | ADMIT,
    "treasurer": EVERYBODY | WHOLE | ENTER | {"Bank balances"},
    "admin": EVERYBODY
    | WHOLE
    | ENTER
    | ADMIT
    | {
        "Bank balances",
        "Membership types",
        "Kinds of office",
        "Functions",
        "Settings",
    },
}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestViews(ClubCommon):
    """Every page a role can reach opens for that role, with data in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.member = cls.env["club.membership"]._admit(
            {
                "partner_id": cls._person("Vera Viewed").id,
                "type_id": cls.type_person.id,
                "section_id": cls.brittany.id,
                "joined_on": TODAY,
            }
        )
        cls.data = cls.env["ir.model.data"].search(
            [("module", "=", "club_membership"), ("model", "=", "ir.ui.menu")]
        )
        cls.pages = (
            cls.env["ir.ui.menu"].browse(cls.data.mapped("res_id")).filtered("action")
        )

    def _visible(self, role):
        menus = self._as(role)["ir.ui.menu"]._visible_menu_ids()
        return self.pages.filtered(lambda menu: menu.id in menus)

    def test_each_role_finds_its_pages_and_no_others(self):
        ours = set().union(*PAGES.values())
        for role, expected in PAGES.items():
            with self.subTest(role=role):
                names = set(self._visible(role).mapped("name"))
                self.assertEqual(names & ours, expected)

    def test_every_page_opens_for_every_role_that_finds_it(self):
        for role in ROLES:
            for menu in self._visible(role):
                action = menu.action
                if action._name != "ir.actions.act_window":
                    continue
                with self.subTest(role=role, page=menu.complete_name):
                    self._open(role, action)

    def _open(self, role, action):
        """What the browser does: load the views, then read what they show."""
        model = self._as(role)[action.res_model]
        views = dict.fromkeys(("list", "kanban", "form", "pivot", "graph"), False)
        views.update({view: view_id for view_id, view in action.views})
        wanted = [(views[mode], mode) for mode in action.view_mode.split(",")]
        loaded = model.get_views(
            [*wanted, (action.search_view_id.id, "search")], {"toolbar": True}
        )
        for mode in ("list", "kanban", "form"):
            if mode in loaded["views"]:
                spec = self._specification(model, loaded["views"][mode]["arch"])
                model.web_search_read([], spec, limit=20)

    def _specification(self, model, arch):
        """Fields of the arch at its first level, many2one with their names."""
        spec = {}
        for node in etree.fromstring(arch).xpath("//field[not(ancestor::field)]"):
            field = model._fields[node.get("name")]
            spec[field.name] = (
                {"fields": {"display_name": {}}} if field.type == "many2one" else {}
            )
        return spec

    def test_secretary_changes_an_address_on_the_membership(self):
        member = self._as("secretary", self.member)
        member.write({"street": "1 rue Neuve", "city": "Brest"})
        self.assertEqual(self.member.partner_id.city, "Brest")

    def test_contact_shows_number_status_and_what_is_owed(self):
        partner = self._as("treasurer", self.member.partner_id)
        partner = partner.with_company(self.company)
        self.assertEqual(partner.club_number, self.member.number)
        self.assertEqual(partner.club_state, "applied")
        self.assertEqual((partner.club_due_count, partner.club_amount_due), (1, 30.0))
        self.assertEqual(partner.action_club_membership()["res_id"], self.member.id)

    def test_contact_without_membership_opens_the_admission(self):
        stranger = self._person("Sam Stranger")
        action = self._as("secretary", stranger).action_club_membership()
        self.assertEqual(action["res_model"], "club.admission")

    def test_members_on_a_date_counts_the_section_of_that_day(self):
        member = self._member("Moved Member", self.brittany)
        self._period(member, "2025-01-01", "2025-05-31", section_id=self.brittany.id)
        self._period(member, "2025-06-01", "2025-12-31", section_id=self.provence.id)
        sections = {"2025-03-01": self.brittany, "2025-07-01": self.provence}
        for date, section in sections.items():
            action = self.env["club.members.on"].create({"date": date}).action_show()
            found = self.env[action["res_model"]].search(
                [*action["domain"], ("membership_id", "=", member.id)]
            )
            self.assertEqual(found.section_id, section)

    def test_merged_duplicates_are_hidden_until_asked_for(self):
        for name in ("club_membership_action", "club_membership_figures_action"):
            action = self.env.ref(f"club_membership.{name}")
            self.assertIn("search_default_not_merged", action.context)
        double = self._member("Vera Twice")
        double._merge_into(self.member)
        arch = self.env.ref("club_membership.club_membership_view_search").arch
        shown = {}
        for name in ("not_merged", "merged"):
            node = etree.fromstring(arch).find(f".//filter[@name='{name}']")
            shown[name] = (self.member | double).filtered_domain(
                literal_eval(node.get("domain"))
            )
        self.assertEqual(shown, {"not_merged": self.member, "merged": double})

    def test_club_administrator_sets_the_association_up(self):
        admin = self._as("admin").user
        self.assertFalse(admin.has_group("base.group_system"))
        form = Form(self._as("admin")["club.settings"])
        self.assertEqual(
            form.club_income_account_id, self.company.club_income_account_id
        )
        form.club_application_days = 45
        form.save().action_save()
        self.assertEqual(self.company.club_application_days, 45)

    def test_page_of_a_price_is_named_by_its_type_and_day(self):
        price = self.type_person.price_ids[0]
        self.assertIn(self.type_person.name, price.display_name)
        self.assertIn(str(price.date_from.year), price.display_name)

    def test_reminders_leave_before_the_day_begins(self):
        hours = {
            name: self.env.ref(f"club_membership.{name}").nextcall.hour
            for name in ("ir_cron_club_nightly", "ir_cron_club_remind")
        }
        self.assertEqual(hours, {"ir_cron_club_nightly": 0, "ir_cron_club_remind": 4})

    def test_my_sections_are_those_of_my_office(self):
        other = self._member("Outside", self.provence)
        memberships = self._as("officer")["club.membership"]
        mine = memberships.search([("my_section", "=", True)])
        self.assertIn(self.member, mine)
        self.assertNotIn(other, mine)

    def test_new_call_proposes_the_year_to_call(self):
        with freeze_time("2026-09-10"):
            values = self.env["club.dues.call"].default_get(
                ["term_from", "term_to", "due_date", "name"]
            )
        self.assertEqual(str(values["term_from"]), "2027-01-01")
        self.assertEqual(str(values["term_to"]), "2027-12-31")
        self.assertEqual(str(values["due_date"]), "2027-01-31")
