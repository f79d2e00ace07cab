from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .commission_common import CommissionCommon
from .common import TODAY, freeze_time

WRITERS = {"secretary", "admin"}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCommissionSecurity(CommissionCommon):
    """Staff place people by hand; history is written by events alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def _vals(self, **vals):
        return {
            "commission_id": self.commission.id,
            "partner_id": self.anne.partner_id.id,
            **vals,
        }

    def test_secretary_adds_a_chair_from_the_form(self):
        form = Form(self._as("secretary", self.commission))
        with form.live_member_ids.new() as line:
            line.partner_id = self.anne.partner_id
            line.role = "chair"
        form.save()
        row = self.commission.member_ids
        self.assertEqual((row.state, row.role), ("active", "chair"))
        self.assertEqual(row.membership_id, self.anne)

    def test_person_placed_by_staff_waits_when_it_is_full(self):
        self.commission.max_size = 1
        self._join(self.bob)
        row = self._as("secretary")["club.commission.member"].create(self._vals())
        self.assertEqual(row.state, "waiting")

    def test_every_other_role_is_refused_to_place_decide_and_change(self):
        self.commission.join_policy = "approval"
        row = self._join(self.bob)
        for role in set(self.users) - WRITERS:
            rows = self._as(role)["club.commission.member"]
            for action in (
                lambda rows=rows: rows.create(self._vals()),
                rows.browse(row.id).action_approve,
                rows.browse(row.id).action_refuse,
                rows.browse(row.id).action_leave,
                lambda rows=rows: rows.browse(row.id).write({"role": "chair"}),
                rows.env["club.commission"].browse(self.commission.id).action_close,
            ):
                with self.subTest(role=role), self.assertRaises(AccessError):
                    action()
        self.assertEqual(row.state, "requested")

    def test_secretary_decides_and_gives_roles(self):
        self.commission.join_policy = "approval"
        row = self._as("secretary", self._join(self.bob))
        row.action_approve()
        row.role = "chair"
        self.assertEqual(self.commission.chair_id, self.bob.partner_id)
        row.action_leave()
        self.assertEqual(row.state, "left")

    def test_history_is_not_written_by_hand(self):
        row = self._as("admin", self._join(self.bob))
        for vals in (
            {"state": "left"},
            {"date_from": "2020-01-01"},
            {"membership_id": self.anne.id},
        ):
            with self.assertRaisesRegex(UserError, "by an event"):
                row.write(vals)
        with self.assertRaisesRegex(UserError, "by an event"):
            row.create(self._vals(state="active", date_from="2020-01-01"))

    def test_person_without_membership_needs_an_organisation(self):
        alice = self._person("Alice")
        rows = self._as("secretary")["club.commission.member"]
        with self.assertRaisesRegex(UserError, "has no membership"):
            rows.create(self._vals(partner_id=alice.id))
        acme = self._current("Acme", kind=self.type_organisation)
        row = rows.create(self._vals(partner_id=alice.id, membership_id=acme.id))
        self.assertEqual(row.state, "active")

    def test_officer_reads_own_members_of_a_commission_of_all(self):
        mine, other = self._join(self.anne), self._current("Other", self.provence)
        other = self._join(other)
        rows = self._as("officer")["club.commission.member"].search([])
        self.assertIn(mine, rows)
        self.assertNotIn(other, rows)

    def test_contact_and_membership_show_their_commissions(self):
        self._join(self.anne)
        partner = self._as("reader", self.anne.partner_id)
        self.assertEqual(partner.club_commission_count, 1)
        membership = self._as("reader", self.anne)
        self.assertEqual(membership.commission_count, 1)
        found = self.env["club.commission.member"].search(
            membership.action_commissions()["domain"]
        )
        self.assertEqual(found.partner_id, self.anne.partner_id)
