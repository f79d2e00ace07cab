"""Mandates in the world of the portal."""

from odoo.addons.club_portal.tests.route_case import record

CREDITOR = "FR72ZZZ123456"
IBAN = "FR7630006000011234567890189"


@record("creditor")
def _creditor(case):
    """The association may debit accounts."""
    case.company.sepa_creditor_identifier = CREDITOR
    return CREDITOR


def _signed(case, membership):
    _creditor(case)
    mandates = case.env["club.mandate"]
    held = mandates.search(
        [("partner_id", "=", membership.partner_id.id), ("state", "=", "active")]
    )
    return held or mandates._sign(
        membership.partner_id, case.company, IBAN, "", "portal", typed_name="Somebody"
    )


@record("anna_mandate")
def _anna_mandate(case):
    return _signed(case, case.anna)


@record("acme_mandate")
def _acme_mandate(case):
    return _signed(case, case.acme)


@record("kim_mandate")
def _kim_mandate(case):
    return _signed(case, case.kim)


@record("revoked_mandate")
def _revoked_mandate(case):
    mandate = _signed(case, case.anna)
    mandate.action_revoke()
    return mandate
