"""Who knocks at every route of the table."""

from dateutil.relativedelta import relativedelta
from odoo import Command, fields
from odoo.addons.club_membership.tests.common import ROLES, ClubCommon
from odoo.http import root
from odoo.tests import HttpCase, new_test_user
from odoo.tests.common import HOST

from ..controllers.base import ACTING_FOR

# One column of the table each.
VISITORS = {
    "anonymous": "nobody in particular",
    "member": "another member, with dues of their own",
    "delegate": "the manager of another company",
    "former": "managed Acme and Anna's other teams, sat in her commissions for Acme",
    "lapsed": "a former member, who still has a seat in Anna's commissions",
    "seat": "a seat holder of Acme and of Anna's other teams",
    "guardian": "in the space of Kim, a minor",
    "officer": "of another region, with a session forged for Anna's space",
    "secretary": "in Anna's space, on the telephone",
    "owner": "Anna herself, who also manages Acme and chairs",
}
STAFF = ("officer", "secretary")
ACTING = ("guardian", "secretary")


class VisitorsCase(ClubCommon, HttpCase):
    """The visitors, and what each of them is in the association."""

    def setUp(self):
        super().setUp()
        self.sessions = {}

    @classmethod
    def _create_visitors(cls):
        cls.visitors = {name: cls._visitor(name) for name in list(VISITORS)[1:]}
        cls.anna = cls._visiting_member("owner")
        cls.bea = cls._visiting_member("member")
        cls.gone = cls._visiting_member("lapsed", "2024-12-31")
        assert cls.gone.state == "lapsed", cls.gone.state
        cls.acme = cls._team("Acme")
        other = cls._active(cls._member("Other", cls.brittany, cls.type_organisation))
        cls._manager(other, "delegate")
        cls._office(cls.visitors["officer"], cls.provence, "president")
        cls.kim = cls._active(cls._member("Kim", cls.brittany))
        today = fields.Date.context_today(cls.kim)
        cls.kim.partner_id.club_birth_date = today - relativedelta(years=10)
        cls.env["club.guardian"].create(
            {
                "minor_id": cls.kim.partner_id.id,
                "guardian_id": cls.visitors["guardian"].partner_id.id,
                "company_id": cls.company.id,
                "date_from": "2024-01-01",
            }
        )
        cls.acting_for = {
            "officer": cls.anna.id,
            "secretary": cls.anna.id,
            "guardian": cls.kim.id,
        }
        cls.env.flush_all()

    @classmethod
    def _visitor(cls, name):
        return new_test_user(
            cls.env,
            login=f"visitor_{name}",
            name={"owner": "Anna"}.get(name, name.capitalize()),
            groups=f"base.group_user,{ROLES[name]}"
            if name in STAFF
            else "base.group_portal",
            email=f"{name}@example.org",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    @classmethod
    def _visiting_member(cls, name, until="2099-12-31"):
        partner = cls.visitors[name].partner_id
        return cls._active(cls._member(name, cls.brittany, partner=partner), until)

    @classmethod
    def _active(cls, membership, until="2099-12-31"):
        cls._period(membership, "2024-01-01", until)
        membership.sudo().approved_on = "2024-01-01"
        return membership

    @classmethod
    def _team(cls, name, kind=None, until="2099-12-31"):
        """An organisation with Anna for its manager, a seat holder, and a manager of
        before."""
        kind = kind or cls.type_organisation
        membership = cls._active(cls._member(name, cls.brittany, kind), until)
        cls._manager(membership, "owner")
        cls._manager(membership, "former", date_to="2025-01-31")
        cls._manager(membership, "seat", role="seat")
        return membership

    @classmethod
    def _manager(cls, membership, name, **vals):
        return cls.env["club.delegation"].create(
            {
                "membership_id": membership.id,
                "partner_id": cls.visitors[name].partner_id.id,
                "role": "manager",
                "date_from": "2024-01-01",
                **vals,
            }
        )

    def _sign_in(self, visitor):
        """Come back as this visitor, as fresh as on the first time."""
        self.env.flush_all()
        if visitor not in self.sessions:
            self.session = None  # those of the other visitors go on
            login = None if visitor == "anonymous" else f"visitor_{visitor}"
            extra = {ACTING_FOR: self.acting_for.get(visitor)}
            self.authenticate(login, login, session_extra=extra)
            self.sessions[visitor] = self.session
        self.session = self.sessions[visitor]
        root.session_store.save(self.session)
        self.opener.cookies.clear()
        self.opener.cookies.set("session_id", self.session.sid, domain=HOST)

    def _space_key(self, visitor):
        """How a form that this visitor was given says whose space it is of."""
        return str(self.acting_for[visitor]) if visitor in ACTING else "me"
