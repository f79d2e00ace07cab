from odoo import Command
from odoo.addons.club_membership.tests.common import ClubCommon
from odoo.tests import new_test_user


class PrivacyCommon(ClubCommon):
    """Anna, Boris and Carla are members; Anna and Boris sit in one commission."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._current("Anna Noël", phone="0299000001", city="Évreux")
        cls.boris = cls._current("Boris Blanc")
        cls.carla = cls._current("Carla Dupont")
        cls.commission = cls.env["club.commission"].create(
            {"name": "Purchasing", "company_id": cls.company.id, "state": "open"}
        )
        for membership in (cls.anna, cls.boris):
            cls.commission._join(membership.partner_id, membership)
        cls.entries = cls.env["club.directory.entry"]
        cls.entries._rebuild()

    @classmethod
    def _current(cls, name, section=None, kind=None, until="2099-12-31", **vals):
        """A membership that is valid today, of a new person or organisation."""
        organisation = kind and kind.member_kind == "organisation"
        partner = cls._person(name, is_company=bool(organisation), **vals)
        membership = cls._member(name, section or cls.brittany, kind, partner)
        cls._period(membership, "2024-01-01", until)
        return membership

    @classmethod
    def _manages(cls, person, membership, **vals):
        return cls.env["club.delegation"].create(
            {
                "membership_id": membership.id,
                "partner_id": person.id,
                "role": "manager",
                "date_from": "2024-01-01",
                **vals,
            }
        )

    @classmethod
    def _portal_user(cls, partner, login):
        return new_test_user(
            cls.env,
            login=login,
            groups="base.group_portal",
            partner_id=partner.id,
            name=partner.name,
            email=partner.email,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    @classmethod
    def _shows(cls, membership, **levels):
        cls.env["club.privacy.choice"]._choose(
            membership.partner_id, cls.company, levels
        )

    @classmethod
    def _force(cls, key, level):
        field = cls.env["club.privacy.field"].search(
            [("company_id", "=", cls.company.id), ("key", "=", key)]
        )
        field.write({"forced": True, "level": level, "reason": "The statutes say so."})
        return field

    @classmethod
    def _names(cls, viewer, text="", **filters):
        """Names found by a viewer (a membership; None: the public)."""
        partner = viewer.partner_id if viewer else cls.env["res.partner"]
        cards, _more = cls.entries._find(cls.company, partner, text, **filters)
        return [card["name"] for card in cards]

    @classmethod
    def _card(cls, viewer, membership):
        """The card of a member as another one sees it, None if they do not."""
        entry = cls.entries.search([("partner_id", "=", membership.partner_id.id)])
        partner = viewer.partner_id if viewer else cls.env["res.partner"]
        return cls.entries._card(cls.company, partner, entry.id)
