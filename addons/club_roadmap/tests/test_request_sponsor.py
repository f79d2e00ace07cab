from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .test_request_pages import RequestSpaces


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequestSponsor(RequestSpaces):
    """Bolt's delegate is in the chair of Payroll; Acme's seat holder sits there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.club_request_threshold = 2
        cls.commission = cls._commission("Payroll")
        cls._sit(cls.commission, cls.bolt_team["voter"], cls.bolt, "chair")
        cls._sit(cls.commission, cls.acme_team["seat"], cls.acme, "member")
        cls.request = cls._request(commission_id=cls.commission.id)

    @classmethod
    def _commission(cls, name, kind="topical"):
        return cls.env["club.commission"].create(
            {
                "name": name,
                "kind": kind,
                "company_id": cls.company.id,
                "state": "open",
            }
        )

    @classmethod
    def _sit(cls, commission, person, membership, role):
        cls.env["club.commission.member"].create(
            {
                "commission_id": commission.id,
                "partner_id": person.id,
                "membership_id": membership.id,
                "state": "active",
                "role": role,
                "date_from": "2024-02-01",
            }
        )

    def _enough(self, request=None):
        for team, membership in (
            (self.acme_team, self.acme),
            (self.bolt_team, self.bolt),
        ):
            (request or self.request)._support(team["voter"], membership)

    def _waiting(self, person):
        return self._list(person, only="waiting")

    def test_chairs_are_asked_from_the_threshold_on(self):
        chair = self.bolt_team["voter"]
        self.assertEqual(self._waiting(chair), [])
        self._enough()
        self.assertEqual(self._waiting(chair), [self.request.name])
        self.assertEqual(self._waiting(self.acme_team["seat"]), [])
        self.assertEqual(self._waiting(self.acme_team["voter"]), [])
        tabs = self.env["club.roadmap.tab"]._all(self._space(chair))
        self.assertEqual([t["count"] for t in tabs if t["key"] == "requests"], [1])

    def test_without_a_commission_any_topical_one_may_sponsor_it(self):
        self.request.commission_id = False
        self._enough()
        chair = self._space(self.bolt_team["voter"])
        self.assertEqual(self.request._sponsors_here(chair), self.commission)
        self.commission.kind = "circle"
        self.assertFalse(self.request._sponsors_here(chair))

    def test_another_commissions_chair_is_not_asked(self):
        self.request.commission_id = self._commission("Stock")
        self._enough()
        self.assertEqual(self._waiting(self.bolt_team["voter"]), [])

    def test_a_sponsored_request_names_its_commission(self):
        self.request.commission_id = False
        self._enough()
        self.request._sponsor(self.commission)
        self.assertEqual(self.request.state, "sponsored")
        self.assertEqual(self.request.commission_id, self.commission)
        self.assertEqual(
            self.request.event_ids.sorted("id")[-1].reason, "Sponsored by Payroll."
        )
        self.assertEqual(self._waiting(self.bolt_team["voter"]), [])

    def test_a_refusal_says_why_and_is_asked_again_at_double_the_support(self):
        self._enough()
        with self.assertRaisesRegex(UserError, "Say why"):
            self.request._refuse_sponsoring(self.commission, " ")
        self.request._refuse_sponsoring(self.commission, "Too costly")
        self.assertEqual(self.request.state, "open")
        self.assertIn("Too costly", self.request.event_ids.sorted("id")[-1].reason)
        chair = self.bolt_team["voter"]
        self.assertEqual(self._waiting(chair), [])
        for name in ("Third", "Fourth"):
            membership, team = self._company_with_team(name)
            self.request._support(team["voter"], membership)
        self.assertEqual(self.request.support_count, 4)
        self.assertEqual(self._waiting(chair), [self.request.name])

    def test_members_of_a_commission_filter_its_requests(self):
        self._request("Another")
        name = self.request.name
        self.assertEqual(self._list(self.acme_team["seat"], only="commission"), [name])
        self.assertEqual(self._list(self.acme_team["voter"], only="commission"), [])

    def test_the_office_notes_what_a_commission_decided(self):
        request = self._as("secretary", self._request("Another"))
        with self.assertRaisesRegex(UserError, "Choose the commission"):
            request.action_sponsor()
        request.commission_id = self.commission
        with mute_logger("odoo.addons.base.models.ir_model"):
            for role in ("reader", "portal"):
                with self.subTest(role=role), self.assertRaises(AccessError):
                    self._as(role, request).action_sponsor()
        request.action_sponsor()
        self.assertEqual(request.state, "sponsored")
