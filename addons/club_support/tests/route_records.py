"""What the lines of the table about volunteers and their duties are tried with."""

from datetime import timedelta

from odoo import fields
from odoo.addons.club_portal.tests.route_case import record, serial


def _today(case):
    return fields.Date.context_today(case.company)


@record("home_section")
def _home_section(case):
    return case.brittany


@record("skill")
def _skill(case):
    """The association says what volunteers help with: members may become one."""
    return case.env["club.skill"].create(
        {"name": f"Skill {next(serial)}", "company_id": case.company.id}
    )


def _volunteer(case, membership, **vals):
    return case.env["club.volunteer"].create(
        {
            "partner_id": membership.partner_id.id,
            "company_id": case.company.id,
            "home_section_id": case.brittany.id,
            "date_start": "2026-01-01",
            **vals,
        }
    )


@record("anna_volunteer")
def _anna_volunteer(case):
    return _volunteer(case, case.anna)


@record("bea_volunteer")
def _bea_volunteer(case):
    return _volunteer(case, case.bea)


@record("stopped_volunteer")
def _stopped_volunteer(case):
    """Anna stopped, and may begin again."""
    case._fill("{skill}")
    return _volunteer(case, case.anna, date_end="2026-02-01")


@record("absence_day")
def _absence_day(case):
    return fields.Date.to_string(_today(case) + timedelta(days=300))


def _absence(case, volunteer):
    return case.env["club.volunteer.absence"].create(
        {
            "volunteer_id": int(case._fill(f"{{{volunteer}}}")),
            "date_from": _today(case),
            "date_to": _today(case) + timedelta(days=3),
        }
    )


@record("anna_absence")
def _anna_absence(case):
    return _absence(case, "anna_volunteer")


@record("bea_absence")
def _bea_absence(case):
    return _absence(case, "bea_volunteer")


@record("support_rota")
def _rota(case):
    """A published rota of Brittany, from next week on."""
    return case.env["club.rota"].create(
        {
            "name": f"Rota {next(serial)}",
            "company_id": case.company.id,
            "section_id": case.brittany.id,
            "date_start": _today(case) + timedelta(days=7),
            "slot_count": 20,
            "state": "published",
            "line_ids": [(0, 0, {"section_id": case.brittany.id})],
        }
    )


@record("provence_rota")
def _provence_rota(case):
    """A published rota of a section that Anna does not serve."""
    rota = _rota(case)
    rota.line_ids.section_id = case.provence
    return rota


def _duty(case, volunteer, slot, **vals):
    rota = case.env["club.rota"].browse(int(case._fill("{support_rota}")))
    first, last = rota._slot_dates(slot)
    return case.env["club.duty"].create(
        {
            "rota_id": rota.id,
            "section_id": case.brittany.id,
            "slot": slot,
            "date_start": first,
            "date_end": last,
            "volunteer_id": int(case._fill(f"{{{volunteer}}}")),
            "state": "published",
            **vals,
        }
    )


@record("anna_duty")
def _anna_duty(case):
    return _duty(case, "anna_volunteer", 0)


@record("bea_duty")
def _bea_duty(case):
    return _duty(case, "bea_volunteer", 10)


@record("draft_duty")
def _draft_duty(case):
    """One that is planned for Anna, and not published."""
    return _duty(case, "anna_volunteer", 15, state="draft")


@record("anna_offer")
def _anna_offer(case):
    """Anna asks Bea to cover her."""
    case._fill("{bea_volunteer}")
    duty = case.env["club.duty"].browse(int(case._fill("{anna_duty}")))
    return case.env["club.duty.offer"]._ask_cover(duty, duty.volunteer_id)


@record("bea_offer")
def _bea_offer(case):
    """Bea asks Anna to cover her."""
    case._fill("{anna_volunteer}")
    duty = case.env["club.duty"].browse(int(case._fill("{bea_duty}")))
    return case.env["club.duty.offer"]._ask_cover(duty, duty.volunteer_id)
