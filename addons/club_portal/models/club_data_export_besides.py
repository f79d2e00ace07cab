from odoo import api, models
from odoo.fields import Domain
from odoo.tools import escape_psql


class ClubDataExport(models.AbstractModel):
    """How a person came in, for whom they act, what they pay with: in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        env = person.env
        mine = [("partner_id", "=", person.id)]
        return {
            **self._parts_of_entry(person),
            "sign_ins": (
                env["club.portal.access"].search(mine),
                ("company_id", "invited_at", "last_invited_at", "signed_in_at"),
            ),
            "devices": (
                env["res.device.log"].search(
                    [("user_id.partner_id", "=", person.id)], order="id"
                ),
                DEVICE,
            ),
            "seat_orders": (
                env["club.seat.order"].search([("ordered_by_id", "=", person.id)]),
                ("organisation_id", "count", "ordered_on"),
            ),
            "guardianships": (
                env["club.guardian"].search(
                    ["|", ("minor_id", "=", person.id), ("guardian_id", "=", person.id)]
                ),
                ("minor_id", "guardian_id", "date_from", "date_to"),
            ),
            # Of one's own dues only: why another's are waived is theirs to know.
            "decisions_on_dues": (
                env["club.due"].search([*mine, ("decision_reason", "!=", False)]),
                ("name", "waived_on", "cancelled_on", "decision_reason"),
            ),
            "bank_accounts": (person.bank_ids, ("acc_number", "bank_id")),
            "saved_cards": (
                env["payment.token"].search(mine),
                ("create_date", "provider_id", "payment_details"),
            ),
            "directory": (
                env["club.directory.entry"].search(mine),
                ("shown_public", "shown_members", "shown_commissions"),
            ),
            "to_be_erased": (
                env["club.retention.line"].search(mine),
                ("rule_id", "ended_on", "state"),
            ),
            "papers": (
                env["ir.attachment"].search(
                    Domain("res_model", "=", "res.partner")
                    & Domain("res_id", "=", person.id)
                    | Domain("res_model", "=", "club.membership")
                    & Domain("res_id", "in", person.club_membership_ids.ids)
                ),
                ("create_date", "name", "mimetype"),
            ),
        }

    @api.model
    def _parts_of_entry(self, person):
        """What they, and others for them, sent us before they were here."""
        env = person.env
        applications = Domain("partner_id", "=", person.id) | Domain(
            "membership_id.partner_id", "=", person.id
        )
        if person.email_normalized and person.name:
            # A mailbox may be shared: theirs are in their name.
            applications |= Domain(
                "email", "=ilike", escape_psql(person.email_normalized)
            ) & Domain("name", "=ilike", escape_psql(person.name))
        return {
            "applications": (env["club.application"].search(applications), APPLICATION),
            "imported_rows": (
                env["club.import.line"].search([("partner_id", "=", person.id)]),
                ("create_date", "data"),
            ),
            "invitations": (
                person._club_invited(person._club_addresses())
                | env["club.invitation"].search([("accepted_by_id", "=", person.id)]),
                INVITATION,
            ),
            # Of whom they invited only the name.
            "invitations_sent": (
                env["club.invitation"].search([("invited_by_id", "=", person.id)]),
                ("organisation_id", "name", "role", "sent_at", "state"),
            ),
            "invitations_to_commissions_sent": (
                env["club.commission.member"].search(
                    [("invited_by_id", "=", person.id)]
                ),
                ("commission_id", "partner_id", "state"),
            ),
        }


APPLICATION = (
    "create_date",
    "name",
    "organisation",
    "email",
    "phone",
    "street",
    "zip",
    "city",
    "birth_date",
    "guardian_name",
    "message",
    "state",
    "confirmed_at",
    "accepted_at",
    "decided_at",
    "refusal",
)
DEVICE = (
    "platform",
    "browser",
    "ip_address",
    "country",
    "city",
    "first_activity",
    "last_activity",
)
INVITATION = (
    "organisation_id",
    "name",
    "email",
    "role",
    "sent_at",
    "state",
    "accepted_on",
)
