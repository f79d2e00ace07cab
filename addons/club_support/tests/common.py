"""A small association with volunteers: what the tests of support start from."""

from odoo.addons.club_membership.tests.common import (  # noqa: F401 (re-exported)
    TODAY,
    ClubCommon,
    day,
    freeze_time,
    new_test_user,
)


class SupportCommon(ClubCommon):
    """Brittany and Normandy are neighbours; Provence stands alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.brittany.neighbour_ids = cls.normandy
        cls.finance = cls._skill("Finance")
        cls.portal = cls._skill("Portal")

    @classmethod
    def _skill(cls, name, company=None):
        return cls.env["club.skill"].create(
            {"name": name, "company_id": (company or cls.company).id}
        )

    @classmethod
    def _volunteer(cls, name, section=None, skills=(), **vals):
        """Somebody who serves since the beginning of the year."""
        section = section or cls.brittany
        partner = vals.pop("partner", None) or cls._person(name)
        return cls.env["club.volunteer"].create(
            {
                "partner_id": partner.id,
                "company_id": section.company_id.id,
                "home_section_id": section.id,
                "skill_ids": [(6, 0, [skill.id for skill in skills])],
                "date_start": "2026-01-01",
                **vals,
            }
        )

    @classmethod
    def _rota(cls, sections=None, **vals):
        """A rota of eight weeks from Monday 6 April 2026 on."""
        sections = sections or cls.brittany
        return cls.env["club.rota"].create(
            {
                "name": "Spring",
                "company_id": sections.company_id.id,
                "section_id": sections[:1].id,
                "date_start": "2026-04-06",
                "slot_count": 8,
                "line_ids": [
                    (0, 0, {"section_id": section.id}) for section in sections
                ],
                **vals,
            }
        )

    @classmethod
    def _duty(cls, rota, volunteer, slot=0, role="lead", state="published", **vals):
        first, last = rota._slot_dates(slot)
        return cls.env["club.duty"].create(
            {
                "rota_id": rota.id,
                "section_id": rota.line_ids[:1].section_id.id,
                "slot": slot,
                "role": role,
                "date_start": first,
                "date_end": last,
                "volunteer_id": volunteer.id,
                "state": state,
                **vals,
            }
        )

    @classmethod
    def _ticket(cls, partner, section=None, **vals):
        section = section or cls.brittany
        return cls.env["club.ticket"].create(
            {
                "name": "How do I close the year?",
                "partner_id": partner.id,
                "company_id": section.company_id.id,
                "section_id": section.id,
                "owner_id": cls.env.user.partner_id.id,
                **vals,
            }
        )
