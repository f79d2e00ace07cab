from pathlib import Path

from odoo.exceptions import AccessError
from odoo.tests import tagged

from . import (
    route_records,  # noqa: F401 (register the records)
    route_records_commissions,  # noqa: F401
    route_records_company,  # noqa: F401
    route_records_dues,  # noqa: F401
    route_records_privacy,  # noqa: F401
    route_records_signin,  # noqa: F401
)
from .route_case import RouteTableCase


@tagged("post_install", "-at_install")
class TestRoutes(RouteTableCase):
    addon = "club_portal"
    table = Path(__file__).parent / "routes.csv"

    def test_every_route_has_a_row_in_the_table(self):
        self._check_every_route_has_a_row()

    def test_each_visitor_gets_what_the_table_says_and_no_more(self):
        self._check_answers()

    def test_a_form_sent_from_another_site_is_refused(self):
        self._check_forms_need_their_token()

    def test_portal_users_read_no_model_of_the_association_directly(self):
        user = self.visitors["owner"]
        for name, model in self.registry.items():
            if not name.startswith("club.") or model._abstract:
                continue
            with self.subTest(model=name), self.assertRaises(AccessError):
                self.env[name].with_user(user).search([])
