from odoo import api, fields, models
from odoo.exceptions import UserError

PER_DAY = 3


class ClubDataExport(models.AbstractModel):
    """All that the association knows about a person, for the person: a JSON file.

    Values are those of the columns (dates as ``2026-03-15``, codes untranslated), so
    that another program can read them. An addon with data of its own inherits
    ``_parts``.
    """

    _name = "club.data.export"
    _description = "Download of One's Own Data"

    @api.model
    def _of(self, space):
        """The file as a dictionary.

        :raises UserError: too many downloads today
        """
        # sudo: a counter of the system.
        rates = self.env["club.rate"].sudo()
        if not rates._allow("data_export", str(space.person.id), PER_DAY, 24 * 60):
            raise UserError(
                self.env._(
                    "You downloaded your data %s times today: try again tomorrow.",
                    PER_DAY,
                )
            )
        return {
            "format": "club-portal 1",
            "made_at": fields.Datetime.to_string(fields.Datetime.now()),
            "association": space.company.name,
            **{
                name: [self._values(record, names) for record in records]
                for name, (records, names) in self._parts(space.person).items()
            },
        }

    @api.model
    def _parts(self, person):
        """Records and the fields shown of them, by name in the file.

        Only what is about the person: of another one who stands beside them (a payer,
        a chair) only the name.

        :param person: res.partner, readable
        """
        env = person.env
        mine = [("partner_id", "=", person.id)]
        memberships = env["club.membership"].search(mine)
        dues = env["club.due"].search(["|", *mine, ("payer_id", "=", person.id)])
        return {
            "identity": (person, IDENTITY),
            "logins": (
                person.with_context(active_test=False).user_ids,
                ("login", "active", "create_date"),
            ),
            "memberships": (memberships, MEMBERSHIP),
            "periods": (memberships.period_ids, PERIOD),
            "register": (memberships.movement_ids, MOVEMENT),
            "dues": (dues, DUE),
            "payments": (
                env["club.deposit.line"].search([("payer_id", "=", person.id)]),
                ("date", "amount", "gift_amount", "number", "bank_name", "bounced_on"),
            ),
            "online_payments": (
                env["payment.transaction"].search(mine),
                ("create_date", "reference", "amount", "currency_id", "state"),
            ),
            "ledger": (
                env["account.move.line"].search(
                    [
                        *mine,
                        ("parent_state", "=", "posted"),
                        ("account_type", "=", "asset_receivable"),
                    ]
                ),
                ("date", "move_name", "name", "debit", "credit", "amount_residual"),
            ),
            "notices": (
                env["club.notice"].search([("payer_id", "=", person.id)]),
                ("date", "call_id", "level_id", "channel", "state", "reference"),
            ),
            "offices": (
                person.club_office_ids,
                ("kind_id", "section_id", "date_from", "date_to"),
            ),
            "commissions": (
                env["club.commission.member"].search(mine),
                ("commission_id", "role", "state", "date_from", "date_to", "reason"),
            ),
            "delegations": (
                env["club.delegation"].search(mine),
                ("organisation_id", "role", "date_from", "date_to"),
            ),
            **self._parts_of_privacy(person),
            **self._parts_besides(person),
            **self._parts_of_mail(person),
        }

    @api.model
    def _parts_of_privacy(self, person):
        env = person.env
        mine = [("partner_id", "=", person.id)]
        return {
            "privacy_choices": (
                env["club.privacy.choice"].search(mine),
                ("field_id", "level", "write_date"),
            ),
            "consents": (
                env["club.consent.answer"].search(mine),
                ("consent_id", "wording_id", "given", "mode", "create_date"),
            ),
            "erasure_requests": (
                env["club.erasure"].search(mine),
                ("create_date", "state", "reason", "decision_reason", "decided_on"),
            ),
            "done_on_my_behalf": (
                env["club.trace"].search([("person_id", "=", person.id)]),
                ("create_date", "mode", "user_id", "action"),
            ),
        }

    @api.model
    def _parts_besides(self, person):
        """How they came in, for whom they act, what they pay with."""
        env = person.env
        mine = [("partner_id", "=", person.id)]
        return {
            "applications": (env["club.application"].search(mine), APPLICATION),
            "invitations": (
                env["club.invitation"].search([("accepted_by_id", "=", person.id)]),
                ("organisation_id", "name", "email", "role", "sent_at", "accepted_on"),
            ),
            "guardianships": (
                env["club.guardian"].search(
                    [
                        "|",
                        ("minor_id", "=", person.id),
                        ("guardian_id", "=", person.id),
                    ]
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
            "papers": (
                env["ir.attachment"].search(
                    [("res_model", "=", "res.partner"), ("res_id", "=", person.id)]
                ),
                ("create_date", "name", "mimetype"),
            ),
            "messages_written": (
                env["mail.message"].search([("author_id", "=", person.id)]),
                ("date", "body"),
            ),
        }

    @api.model
    def _parts_of_mail(self, person):
        """Messages to and from the person: when and about what, not what others
        wrote in them."""
        messages = person.env["mail.message"].search(
            [
                "|",
                "|",
                ("author_id", "=", person.id),
                ("partner_ids", "in", person.ids),
                ("notified_partner_ids", "in", person.ids),
                ("message_type", "!=", "user_notification"),
            ]
        )
        return {"messages": (messages, ("date", "message_type", "subject"))}

    @api.model
    def _values(self, record, names):
        return {name: self._plain(record, name) for name in names}

    @api.model
    def _plain(self, record, name):
        """The value of a field as JSON has it."""
        value = record[name]
        field = record._fields[name]
        if field.relational:
            return value.mapped("display_name") if value else []
        if field.type == "boolean":
            return value
        if field.type in ("integer", "float", "monetary", "json"):
            return value
        if not value:
            return None
        return str(value)


IDENTITY = (
    "name",
    "email",
    "phone",
    "street",
    "street2",
    "zip",
    "city",
    "country_id",
    "lang",
    "function",
    "club_function_ids",
    "website",
    "vat",
    "club_birth_date",
    "comment",
    "create_date",
)
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
MEMBERSHIP = (
    "number",
    "company_id",
    "type_id",
    "section_id",
    "state",
    "applied_on",
    "approved_on",
    "joined_on",
    "member_until",
    "closing",
    "closed_on",
    "payer_id",
    "headcount",
    "seats",
    "chosen_amount",
)
PERIOD = (
    "date_from",
    "date_to",
    "type_id",
    "section_id",
    "confirmed_on",
    "ended_on",
    "cancelled",
)
MOVEMENT = (
    "date",
    "kind",
    "section_id",
    "from_section_id",
    "type_id",
    "from_type_id",
    "reason",
)
DUE = (
    "reference",
    "date",
    "due_date",
    "kind",
    "partner_id",
    "payer_id",
    "currency_id",
    "amount",
    "amount_credited",
    "amount_paid",
    "residual",
    "state",
    "invoice_id",
)
