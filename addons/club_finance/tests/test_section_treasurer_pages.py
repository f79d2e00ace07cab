from odoo.tests import Form, tagged

from .common import TODAY, FinanceCommon, freeze_time

CONFIGURATION = (
    "club_heading_menu",
    "club_hours_rate_menu",
    "club_km_rate_menu",
    "club_share_rule_menu",
)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestSectionTreasurerPages(FinanceCommon):
    """What treasurers open and begin, without a right to every contact."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.stranger = cls._member("Nils", cls.provence).partner_id

    def _ours(self, model, **vals):
        values = {"company_id": self.company.id, "section_id": self.brittany.id}
        return self.env[model].create(
            {"partner_id": self.stranger.id, **values, **vals}
        )

    def test_records_of_the_section_open_whoever_they_name(self):
        bill = {"label": "Stage", "amount": 10, "heading_id": self.travel.id}
        records = [
            self.env["club.donation"]._record(
                self.stranger, 10, TODAY, "test,1", self.brittany
            ),
            self._ours("club.bill", **bill),
            self._ours("club.quote", section_id=self.brittany.id),
            self._ours("club.purchase.order", name="ORD-1"),
        ]
        for record in records:
            seen = self._as("section_treasurer", record)
            if record.section_id != self.brittany:
                record.section_id = self.brittany
            seen.invalidate_recordset()
            with self.subTest(record._name):
                [values] = seen.web_read({"display_name": {}})
                self.assertTrue(values["display_name"])
        self.assertEqual(records[0].display_name, "Nils 03/15/2026")

    def test_quotes_and_orders_of_newcomers_begin_in_the_treasurers_section(self):
        env = self._as("section_treasurer")
        newcomer = self._organisation("Town Hall")
        for model, vals in (
            ("club.quote", {}),
            ("club.purchase.order", {"name": "ORD-2"}),
        ):
            page = Form(env[model])
            self.assertEqual(page.section_id, self.brittany)
            page.partner_id = newcomer.with_env(env)
            for name, value in vals.items():
                setattr(page, name, value)
            self.assertEqual(page.save().section_id, self.brittany)
            office = self._as("treasurer")[model].new({"company_id": self.company.id})
            self.assertEqual(office.section_id._origin, self.root)

    def test_national_treasurer_reaches_what_money_is_set_up_with(self):
        menus = self.env["ir.ui.menu"]
        wanted = {self.env.ref(f"club_finance.{name}").id for name in CONFIGURATION}
        above = self.env.ref("club_membership.club_menu_config").id
        seen = menus.with_user(self.users["treasurer"])._visible_menu_ids()
        self.assertLessEqual({*wanted, above}, set(seen))
        for role in ("section_treasurer", "secretary"):
            seen = menus.with_user(self.users[role])._visible_menu_ids()
            self.assertFalse({*wanted, above} & set(seen), role)

    def test_only_budgets_with_sections_below_are_exported_with_them(self):
        budgets = self.env["club.budget"]
        national = budgets.new({"section_id": self.root.id})
        alone = self._section("Alone", self.root)
        regional = budgets.new({"section_id": alone.id})
        self.assertTrue(national.has_sections_below)
        self.assertFalse(regional.has_sections_below)

    def test_titles_say_the_day_as_people_write_it(self):
        count = self.env["club.cash.count"].create(
            {
                "company_id": self.company.id,
                "section_id": self.brittany.id,
                "date": TODAY,
            }
        )
        self.assertEqual(count.display_name, "Cash of Brittany on 03/15/2026")
