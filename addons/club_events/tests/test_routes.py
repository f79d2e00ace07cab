import re
from pathlib import Path

from odoo.addons.club_membership.tests.common import TODAY, freeze_time
from odoo.addons.club_portal.tests.route_attacks import RouteAttacksCase
from odoo.tests import tagged

from ..controllers import meeting_register
from . import (  # noqa: F401 (register the records)
    route_records,
    route_records_bookings,
    route_records_door,
    route_records_growth,
    route_records_guests,
    route_records_minutes,
    route_records_pages,
    route_records_year,
)

# What these forms read besides the parameters of their function.
READ_BY_FORMS = {
    "/club/meeting/<>/<>/register": (
        *("name", "phone", "organisation_name", "ticket_id", "slot_id", "presence"),
    ),
    "/my/meetings/<>/guests": ("name", "email", "organisation_name", "kind", "items"),
    "/my/meetings/<>/register": meeting_register.TYPED,
}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEventsRoutes(RouteAttacksCase):
    addon = "club_events"
    table = Path(__file__).parent / "routes.csv"

    def _comparable(self, changes):
        """References of bookings are drawn: never twice the same."""
        compared = super()._comparable(changes)
        return {
            table: tuple(
                tuple(re.sub(r"\bM-[0-9A-Z]{8}\b", "reference", row) for row in rows)
                for rows in both
            )
            for table, both in compared.items()
        }

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
        self._check_ids_of_nothing()

    def test_fields_that_a_form_does_not_have_change_nothing(self):
        self._check_extra_fields(READ_BY_FORMS)
