"""Pain points that the table of routes names: one described by another member, one
that Anna reported in the name of Acme, one about which she is asked."""

from odoo.addons.club_portal.tests.route_case import record, serial

SAID = {"frequency": "daily", "people": "2", "minutes": "5"}


def _pain(case, membership=None):
    membership = membership or case.bea
    return case.env["club.pain"]._describe(
        membership.partner_id,
        membership,
        {"name": f"Pain {next(serial)}", "description": "It takes hours."},
        SAID,
        True,
    )


def _reported(case):
    pain = _pain(case)
    pain._report(case.anna.partner_id, case.anna, SAID)
    return pain


@record("pain")
def _described_by_bea(case):
    return _pain(case)


@record("healed_pain")
def _healed(case):
    pain = _pain(case)
    pain.action_heal()
    return pain


@record("my_pain")
def _reported_by_anna(case):
    return _reported(case)


@record("asked_pain")
def _asked(case):
    pain = _reported(case)
    pain._ask_whether_it_hurts()
    return pain


@record("merged_pain")
def _merged(case):
    pain = _pain(case)
    pain._merge_into(_pain(case))
    return pain


@record("foreign_pain")
def _of_another_association(case):
    company = case._association(f"Elsewhere {next(serial)}")
    return case.env["club.pain"].create(
        {"name": "X", "description": "X", "company_id": company.id}
    )
