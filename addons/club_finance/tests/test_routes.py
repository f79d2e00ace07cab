from datetime import datetime
from pathlib import Path

from odoo.addons.club_portal.tests.route_attacks import RouteAttacksCase
from odoo.tests import freeze_time, tagged

from ..controllers import mandate
from . import route_records  # noqa: F401 (register the records)

# What these forms read besides the parameters of their function.
READ_BY_FORMS = {
    "/my/expenses/<>/add": {"kind", "date", "amount", "token"},
    "/my/mandate/<>/sign": mandate.TYPED,
    "/my/mandate/<>/change": mandate.TYPED,
}


@tagged("post_install", "-at_install")
class TestFinanceRoutes(RouteAttacksCase):
    addon = "club_finance"
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
        self._check_ids_of_nothing()

    def test_fields_that_a_form_does_not_have_change_nothing(self):
        # A signature says its second: the two tries are of the same one.
        with freeze_time(datetime.now().replace(microsecond=0)):
            self._check_extra_fields(READ_BY_FORMS)
