from pathlib import Path

from odoo.addons.club_membership.tests.common import TODAY, freeze_time
from odoo.tests import tagged

from ..models.club_application_form import LENGTHS
from . import (
    route_records,  # noqa: F401 (register the records)
    route_records_calendar,  # noqa: F401
    route_records_commissions,  # noqa: F401
    route_records_company,  # noqa: F401
    route_records_dues,  # noqa: F401
    route_records_hours,  # noqa: F401
    route_records_privacy,  # noqa: F401
    route_records_signin,  # noqa: F401
)
from .route_attacks import RouteAttacksCase

# What these forms read besides the parameters of their function.
READ_BY_FORMS = {
    "/my/hours/add": (
        "date",
        "hours",
        "activity_id",
        "commission_id",
        "description",
        "token",
    ),
    "/club/join/<>": (*LENGTHS, "birth_date", "seats", "chosen_amount", "section_id"),
}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRoutes(RouteAttacksCase):
    addon = "club_portal"
    table = Path(__file__).parent / "routes.csv"

    def test_every_route_has_a_row_in_the_table(self):
        self._check_every_route_has_a_row()

    def test_each_visitor_gets_what_the_table_says_and_no_more(self):
        self._check_answers()

    def test_a_form_sent_from_another_site_is_refused(self):
        self._check_forms_need_their_token()
        self._check_remote_calls_are_no_forms()
        self._check_no_route_gives_up_its_token()

    def test_a_form_that_does_not_say_for_whom_it_is_does_nothing_for_another(self):
        self._check_forms_say_whose_space_they_are_of()

    def test_ids_of_nothing_are_not_found(self):
        self._check_ids_of_nothing(
            harmless=["page_number", "method", "provider", "followed"]
        )

    def test_fields_that_a_form_does_not_have_change_nothing(self):
        self._check_extra_fields(READ_BY_FORMS)
