import gc
from datetime import date

from odoo import Command
from odoo.addons.base.tests.common import BaseCommon
from odoo.tests import Form, freeze_time, new_test_user  # noqa: F401 (re-exported)

from .common_types import ClubTypes

TODAY = "2026-03-15"  # an ordinary Sunday, with two months of the year gone
ROLES = {
    "reader": "club_membership.group_club_reader",
    "officer": "club_membership.group_club_officer",
    "section_treasurer": "club_membership.group_club_section_treasurer",
    "secretary": "club_membership.group_club_secretary",
    "treasurer": "club_membership.group_club_treasurer",
    "admin": "club_membership.group_club_admin",
}


def day(text):
    """A date from ``2026-03-15``."""
    return date.fromisoformat(text)


class ClubCommon(ClubTypes, BaseCommon):
    """A small association: books, a tree of sections, types, and a user per role.

    The regional officer (``users["officer"]``) and the regional treasurer hold their
    offices in ``brittany``; ``provence`` is outside. No demo record is used.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root = cls.company._club_root_section()
        cls.north = cls._section("North", cls.root, "region_group")
        cls.south = cls._section("South", cls.root, "region_group")
        cls.brittany = cls._section("Brittany", cls.north)
        cls.normandy = cls._section("Normandy", cls.north)
        cls.provence = cls._section("Provence", cls.south)
        cls.rennes = cls._section("Rennes", cls.brittany, "local")
        cls._create_types()

    def _forget_nothing(self):
        """Let queries be counted: no garbage is collected until the test ends.

        An environment that nobody holds is garbage. Odoo finds it again as long as
        it is there; once it is collected, what it knew is asked for anew.
        """
        if gc.isenabled():
            gc.disable()
            self.addCleanup(gc.enable)

    @classmethod
    def setup_independent_company(cls, **kwargs):
        return cls._association("Test Association", **kwargs)

    @classmethod
    def _association(cls, name, **kwargs):
        """A company in euros with its books open, whatever localisation is around."""
        euro = cls._enable_currency("EUR")
        company = cls._create_company(
            name=name, country_id=cls.env.ref("base.fr").id, **kwargs
        )
        cls.env["account.chart.template"].try_loading(
            "generic_coa", company, install_demo=False
        )
        company.currency_id = euro
        chart = cls.env["account.chart.template"].with_company(company)
        income = chart.ref("income")
        company.write(
            {
                "club_dues_journal_id": chart.ref("general").id,
                "club_invoice_journal_id": chart.ref("sale").id,
                "club_income_account_id": income.id,
                "club_donation_account_id": income.copy({"name": "Donations"}).id,
                "club_opening_account_id": income.copy({"name": "Opening"}).id,
            }
        )
        return company

    @classmethod
    def _section(cls, name, parent, level="region", **vals):
        return cls.env["club.section"].create(
            {
                "name": name,
                "parent_id": parent.id,
                "level": level,
                "company_id": parent.company_id.id,
                **vals,
            }
        )

    @classmethod
    def _person(cls, name, **vals):
        email = f"{name.lower().replace(' ', '.')}@example.org"
        return cls.env["res.partner"].create({"name": name, "email": email, **vals})

    @classmethod
    def _organisation(cls, name, **vals):
        return cls._person(name, is_company=True, **vals)

    @classmethod
    def _member(cls, name, section=None, kind=None, partner=None, **vals):
        """A bare membership row, without period: lifecycle tests use the methods."""
        kind = kind or cls.type_person
        partner = partner or cls._person(
            name, is_company=kind.member_kind == "organisation"
        )
        return cls.env["club.membership"].create(
            {
                "partner_id": partner.id,
                "company_id": kind.company_id.id,
                "section_id": (section or kind.company_id._club_root_section()).id,
                "type_id": kind.id,
                **vals,
            }
        )

    @classmethod
    def _period(cls, membership, date_from, date_to, confirmed=True, **vals):
        period = cls.env["club.membership.period"].create(
            {
                "membership_id": membership.id,
                "company_id": membership.company_id.id,
                "partner_id": membership.partner_id.id,
                "type_id": membership.type_id.id,
                "section_id": membership.section_id.id,
                "date_from": date_from,
                "date_to": date_to,
                "confirmed_on": date_from if confirmed else False,
                **vals,
            }
        )
        membership._refresh()
        return period

    @classmethod
    def _dues_call(cls, **vals):
        """A call for the dues of 2026 that nobody was told of yet."""
        return cls.env["club.dues.call"].create(
            {
                "name": "2026",
                "company_id": cls.company.id,
                "date": TODAY,
                "due_date": "2026-04-15",
                "term_from": "2026-01-01",
                "term_to": "2026-12-31",
                **vals,
            }
        )

    @classmethod
    def _office(cls, user_or_partner, section, kind, date_from="2020-01-01", **vals):
        """An office of ``kind``: president, treasurer, secretary, coordinator…"""
        partner = user_or_partner
        if user_or_partner._name == "res.users":
            partner = user_or_partner.partner_id
        return cls.env["club.office"].create(
            {
                "partner_id": partner.id,
                "section_id": section.id,
                "kind_id": cls.env.ref(f"club_membership.office_kind_{kind}").id,
                "date_from": date_from,
                **vals,
            }
        )

    @classmethod
    def _create_users(cls):
        """Fill ``cls.users``: one per role, an ordinary employee and a portal user."""
        groups = {
            **ROLES,
            "employee": "base.group_user",
            "portal": "base.group_portal",
        }
        cls.users = {
            role: new_test_user(
                cls.env,
                login=f"club_{role}",
                groups=f"base.group_user,{group}" if role in ROLES else group,
                company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)],
            )
            for role, group in groups.items()
        }
        cls._office(cls.users["officer"], cls.brittany, "president")
        cls._office(cls.users["section_treasurer"], cls.brittany, "treasurer")

    @classmethod
    def _as(cls, role, records=None):
        """``records`` (or the environment) seen by the user of this role."""
        if not hasattr(cls, "users"):
            cls._create_users()
        user = cls.users[role]
        return cls.env(user=user) if records is None else records.with_user(user)
