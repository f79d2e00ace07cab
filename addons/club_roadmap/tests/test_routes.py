from pathlib import Path
from unittest.mock import patch

from odoo import fields
from odoo.addons.club_membership.tests.common import TODAY, freeze_time
from odoo.addons.club_portal.tests.route_attacks import RouteAttacksCase
from odoo.tests import tagged

from . import (
    route_records_evaluation,  # noqa: F401 (register the records)
    route_records_installations,  # noqa: F401 (register the records)
    route_records_letters,  # noqa: F401 (register the records)
    route_records_pains,  # noqa: F401 (register the records)
    route_records_requests,  # noqa: F401 (register the records)
    route_records_rounds,  # noqa: F401 (register the records)
    route_records_vendor,  # noqa: F401 (register the records)
)

FORM = ("name", "wish", "motivation", "kind", "product", "module", "version")
# What these forms read besides the parameters of their function.
READ_BY_FORMS = {
    "/my/requests/new": (*FORM, "is_pilot_offered", "shown", "mailed"),
    "/my/requests/<>/edit": (*FORM, "is_pilot_offered"),
}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRoadmapRoutes(RouteAttacksCase):
    addon = "club_roadmap"
    table = Path(__file__).parent / "routes.csv"

    def setUp(self):
        super().setUp()
        # Receipts are drawn: two tries of one form are compared.
        drawn = "odoo.addons.club_ballot.models.club_ballot_open.draw"
        drawing = patch(drawn, lambda _lang: "two words")
        drawing.start()
        self.addCleanup(drawing.stop)
        # Votes follow the database's clock; here it stands still with the others.
        box = self.registry["club.ballot.box"]
        self.patch(box, "_clock", lambda box: fields.Datetime.now())

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
        self._check_ids_of_nothing(harmless=["page_number"])

    def test_fields_that_a_form_does_not_have_change_nothing(self):
        self._check_extra_fields(READ_BY_FORMS)
