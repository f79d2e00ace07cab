from odoo.exceptions import UserError
from odoo.tests import tagged

from .commission_common import CommissionCommon
from .common import TODAY, freeze_time


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCommissionOwing(CommissionCommon):
    """Only its team managers commit an organisation to the fee of a commission."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commission.fee = 50
        cls.acme = cls._current("Acme", kind=cls.type_organisation, headcount=10)
        cls.ada, cls.sam = cls._person("Ada Manager"), cls._person("Sam Seat")
        for person, role in ((cls.ada, "manager"), (cls.sam, "seat")):
            cls.env["club.delegation"].create(
                {
                    "membership_id": cls.acme.id,
                    "partner_id": person.id,
                    "role": role,
                    "date_from": "2026-01-01",
                }
            )

    def _fees(self):
        return self.acme.due_ids.filtered(lambda due: due.kind == "commission")

    def test_seat_holder_is_told_whom_to_ask(self):
        with self.assertRaisesRegex(UserError, r"Acme would owe.*Ask Ada Manager\."):
            self._join(self.acme, person=self.sam)
        self.assertFalse(self._fees())

    def test_seat_holder_joins_what_costs_nothing(self):
        self.commission.fee = 0
        self.assertEqual(self._join(self.acme, person=self.sam).state, "active")

    def test_manager_commits_and_colleagues_follow_without_a_second_fee(self):
        self._join(self.acme, person=self.ada)
        self.assertEqual(len(self._fees()), 1)
        self.assertEqual(self._join(self.acme, person=self.sam).state, "active")
        self.assertEqual(len(self._fees()), 1)

    def test_manager_who_waits_has_committed_to_nothing_yet(self):
        self.commission.max_size = 1
        self._join(self.anne)
        self.assertEqual(self._join(self.acme, person=self.ada).state, "waiting")
        with self.assertRaisesRegex(UserError, "would owe"):
            self._join(self.acme, person=self.sam)

    def test_seat_holder_pays_the_fee_for_themselves(self):
        own = self._member("Sam", self.brittany, partner=self.sam)
        self._period(own, "2026-01-01", "2026-12-31")
        self.assertEqual(self._join(own).state, "active")
        self.assertEqual(own.due_ids.amount, 50)

    def test_invitation_does_not_let_a_seat_holder_commit_the_organisation(self):
        row = self.commission._invite(self.sam, self.acme)
        with self.assertRaisesRegex(UserError, r"Ask Ada Manager\."):
            row._accept_invitation()
        self.assertEqual(row.state, "invited")
        self._join(self.acme, person=self.ada)
        row._accept_invitation()
        self.assertEqual(row.state, "active")

    def test_team_without_manager_asks_the_association(self):
        self.acme._team_on(None, "manager")._end(force=True)
        why = self.commission._why_not(self.sam, self.acme)
        self.assertIn(f"Ask {self.company.name}.", why)

    def test_who_waited_is_told_of_the_fee_with_the_place(self):
        self.commission.max_size = 1
        first = self._join(self.anne)
        self._join(self.bob)
        self.assertFalse(self.bob.due_ids)
        first._leave("")
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "in", self.bob.partner_id.ids)]
        )
        self.assertIn("50.00", mail.body_html)
        self.assertIn("is added to the dues of Bob", mail.body_html)
