from odoo.tests import tagged

from .common import TODAY, ClubCommon, freeze_time

MEMBERS = {
    "number": {},
    "partner_id": {"fields": {"display_name": {}}},
    "type_id": {"fields": {"display_name": {}}},
    "section_id": {"fields": {"display_name": {}}},
    "state": {},
    "member_until": {},
    "email": {},
    "phone": {},
    "currency_id": {"fields": {}},
    "amount_due": {},
}
DUES = {
    "partner_id": {"fields": {"display_name": {}}},
    "payer_id": {"fields": {"display_name": {}}},
    "section_id": {"fields": {"display_name": {}}},
    "call_id": {"fields": {"display_name": {}}},
    "residual": {},
    "state": {},
}
OWING = {**DUES, "days_late": {}, "age": {}}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestListQueries(ClubCommon):
    """A list costs the same queries for 5 rows and for 40: none counts per row."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.memberships = cls.env["club.membership"]
        for index in range(40):
            cls.memberships |= cls.env["club.membership"]._admit(
                {
                    "partner_id": cls._person(f"Member {index}").id,
                    "type_id": cls.type_person.id,
                    "section_id": (cls.brittany, cls.provence)[index % 2].id,
                    "joined_on": TODAY,
                }
            )
        cls.env.flush_all()

    def _queries(self, model, specification, limit):
        """Queries of one page, as the treasurer's browser asks for it."""
        self._forget_nothing()
        records = self._as("treasurer")[model].with_company(self.company)
        records.web_search_read([], specification, limit=limit)  # warm up the caches
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        result = records.web_search_read([], specification, limit=limit)
        self.assertEqual(len(result["records"]), limit)
        return self.cr.sql_log_count - before

    def test_members_list_costs_the_same_for_5_and_40_rows(self):
        few = self._queries("club.membership", MEMBERS, 5)
        self.assertEqual(self._queries("club.membership", MEMBERS, 40), few)
        self.assertLessEqual(few, 12)

    def test_dues_list_costs_the_same_for_5_and_40_rows(self):
        few = self._queries("club.due", DUES, 5)
        self.assertEqual(self._queries("club.due", DUES, 40), few)
        self.assertLessEqual(few, 10)

    def test_who_owes_costs_the_same_for_5_and_40_rows(self):
        few = self._queries("club.dues.report", OWING, 5)
        self.assertEqual(self._queries("club.dues.report", OWING, 40), few)
        self.assertLessEqual(few, 10)
