from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from .access_case import RECIPES, World
from .common import ROLES, TODAY, ClubCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestAccessRoles(ClubCommon):
    """Whoever manages something sees all of it, and nothing of other associations."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.colleague = cls.users["employee"]

    def setUp(self):
        super().setUp()
        self.world = World(self, self.company, self.rennes, self.type_person)

    def test_every_role_reads_every_field_of_what_it_may_read(self):
        for model in sorted(RECIPES):
            if not model.startswith("club."):
                continue
            record = self.world[model]
            self.env.flush_all()
            for role in ROLES:
                self.env.invalidate_all()
                tried = self.env[model].with_user(self.users[role]).browse(record.ids)
                if not tried.has_access("read"):
                    continue
                with self.subTest(model=model, role=role):
                    tried.web_read(
                        {
                            name: {}
                            for name in tried.fields_get(attributes=["type"])
                            if self._shown_by_views(tried._fields[name])
                        }
                    )

    @staticmethod
    def _shown_by_views(field):
        # Lists of ledger lines and moves are shown to accountants only.
        return not (field.comodel_name or "").startswith("account.")

    def test_who_manages_members_and_dues_sees_all_of_them(self):
        for role in ("reader", "secretary", "treasurer", "admin"):
            for model in (
                "club.membership",
                "club.membership.period",
                "club.movement",
                "club.dues.call",
                "club.due",
                "club.notice",
                "club.deposit",
            ):
                record = self.world[model]
                found = (
                    self.env[model]
                    .with_user(self.users[role])
                    .search([("company_id", "=", self.company.id)])
                )
                self.assertIn(record, found, f"{role}: {model}")

    def test_rule_of_company_stands_on_every_model_with_a_company(self):
        rules = self.env["ir.rule"].search([("global", "=", True)])
        ruled = {
            rule.model_id.model for rule in rules if "company_ids" in rule.domain_force
        }
        for name, model in self.registry.items():
            if (
                model._original_module == "club_membership"
                and not (model._abstract or model._transient)
                and "company_id" in model._fields
            ):
                self.assertIn(name, ruled, f"{name} has no rule of company")

    def test_staff_of_two_associations_sees_the_one_switched_to(self):
        other = self._association("Other Association")
        kind = self._type("Other", [{"amount": 10}], other)
        foreign = self._member("Jean Ailleurs", kind=kind)
        here = self._member("Anne Ici", self.rennes)
        both = new_test_user(
            self.env,
            "both",
            groups=ROLES["admin"],
            company_id=self.company.id,
            company_ids=[(6, 0, (self.company | other).ids)],
        )
        memberships = self.env["club.membership"].with_user(both)
        for company, seen, hidden in (
            (self.company, here, foreign),
            (other, foreign, here),
        ):
            found = (
                memberships.with_company(company)
                .with_context(allowed_company_ids=company.ids)
                .search([])
            )
            self.assertIn(seen, found)
            self.assertNotIn(hidden, found)

    def test_regional_roles_imply_no_accounting_group(self):
        for role in ("reader", "officer", "section_treasurer", "secretary"):
            groups = self.env.ref(ROLES[role]).all_implied_ids
            names = groups.mapped("full_name")
            external = groups.get_external_id().values()
            self.assertFalse(
                [xid for xid in external if xid.startswith("account.")], names
            )

    def test_officer_admits_in_the_own_sections_only(self):
        officer = self.users["officer"]
        memberships = self.env["club.membership"].with_user(officer)
        values = {
            "partner_id": self._person("Newcomer").id,
            "type_id": self.type_person.id,
            "company_id": self.company.id,
        }
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            memberships.create({**values, "section_id": self.provence.id})
        made = memberships.create({**values, "section_id": self.rennes.id})
        self.assertTrue(made.has_access("write"))

    def test_new_records_of_an_officer_start_in_the_own_section(self):
        sections = self.env["club.section"]
        for role, section in (
            ("officer", self.brittany),
            ("section_treasurer", self.brittany),
            ("secretary", self.root),
        ):
            mine = sections.with_user(self.users[role])
            self.assertEqual(mine._default_for_user(), section, role)

    def test_regional_treasurer_pays_no_dues_from_outside(self):
        treasurer = self.users["section_treasurer"]
        deposit = self.world["club.deposit"]
        inside, outside = (
            World(self, self.company, section, self.type_person)["club.due"]
            for section in (self.rennes, self.provence)
        )
        lines = self.env["club.deposit.line"].with_user(treasurer)
        values = {"deposit_id": deposit.id, "amount": 30}
        for payer, dues in ((outside, outside), (inside, outside), (outside, inside)):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                lines.create(
                    {
                        **values,
                        "payer_id": payer.payer_id.id,
                        "due_ids": [(6, 0, dues.ids)],
                    }
                )
        self.assertTrue(
            lines.create(
                {
                    **values,
                    "payer_id": inside.payer_id.id,
                    "due_ids": [(6, 0, inside.ids)],
                }
            )
        )

    def test_officer_reads_the_own_sections_and_the_ones_above(self):
        for role in ("officer", "section_treasurer"):
            found = self.env["club.section"].with_user(self.users[role]).search([])
            self.assertEqual(
                found, self.root | self.north | self.brittany | self.rennes
            )
            above = self._member("Above", self.north).with_user(self.users[role])
            self.assertFalse(above.has_access("read"))

    def test_filter_by_section_shows_officers_their_branch_of_the_tree(self):
        self._member("Anne Ici", self.rennes)
        memberships = self.env["club.membership"].with_user(self.users["officer"])
        panel = memberships.search_panel_select_range(
            "section_id", hierarchize=True, enable_counters=True, expand=False
        )
        self.assertEqual(
            {value["id"] for value in panel["values"]},
            set((self.root | self.north | self.brittany | self.rennes).ids),
        )
