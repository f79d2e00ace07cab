from odoo.tests import tagged
from odoo.tools import SQL

from .common import SupportCommon
from .year.simulation import Simulation

WEEKS = 8
# Of 2,000 in a year.
QUESTIONS = 300
# What is wrong at once when somebody meddles with the tables.
MEDDLING = (
    "UPDATE club_ticket SET owner_id = partner_id, deadline = write_date WHERE id = %s",
    "UPDATE club_duty SET volunteer_id = NULL WHERE id = %s",
    "UPDATE club_hours SET hours = hours + 1 WHERE id = %s",
)


@tagged("post_install", "-at_install")
class TestSimulatedYear(SupportCommon):
    """Eight weeks of thirty regions; the bench plays the whole year."""

    def _cron(self, name):
        self.env.ref(name).method_direct_trigger()

    def test_every_question_has_a_reachable_owner_and_hours_equal_what_happened(self):
        year = Simulation(self.env, self.company, self._cron, WEEKS, QUESTIONS)
        with self.enter_registry_test_mode():
            year.play()
        self.assertFalse(year.checks.found[:5])
        self.assertEqual(year.questions.count, QUESTIONS)
        # All that is to be lived through did happen.
        happened = year.ledger.counts
        for kind in ("sick leaves", "released", "filled", "left", "reopened"):
            self.assertGreater(happened[kind], 0, kind)
        for kind in ("swaps accepted", "covers accepted", "passed on by hand"):
            self.assertGreater(happened[kind], 0, kind)
        self._expect_findings(year)

    def _expect_findings(self, year):
        """The checks see what is wrong, each of its kind."""
        mine = [("company_id", "=", self.company.id)]
        open_ones = self.env["club.ticket"].search(
            [*mine, ("state", "=", "new")], limit=1
        )
        done = self.env["club.duty"].search([*mine, ("state", "=", "done")], limit=1)
        hours = self.env["club.hours"].search(mine, limit=1)
        for statement, record in zip(MEDDLING, (open_ones, done, hours), strict=True):
            self.env.cr.execute(SQL(statement, record.id))
        self.env.invalidate_all()
        self.env["mail.mail"].create(
            {"subject": "To a stranger", "email_to": "stranger@example.org"}
        )
        year.checks.after_escalation(year.now)
        year.checks.post()
        self.assertEqual(year.checks.hours(), 60)
        found = {kind for kind, _what in year.checks.found}
        self.assertEqual(found, {"owner", "late", "duty", "mail", "hours"})
