from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

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
            "photo": (person.filtered("image_1920"), ("image_1920",)),
            "logins": (
                person.with_context(active_test=False).user_ids,
                ("login", "active", "create_date", "login_date"),
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
            **self._parts_of_mail(person, memberships),
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
    def _parts_of_mail(self, person, memberships):
        """Messages to and from the person: when and about what, not what others
        wrote in them; what they wrote, and what is noted about them, whole."""
        env = person.env
        messages = env["mail.message"]
        mail = messages.search(
            [
                "|",
                "|",
                ("author_id", "=", person.id),
                ("partner_ids", "in", person.ids),
                ("notified_partner_ids", "in", person.ids),
                ("message_type", "!=", "user_notification"),
            ]
        )
        notes = messages.search(
            Domain("model", "=", "res.partner") & Domain("res_id", "=", person.id)
            | Domain("model", "=", "club.membership")
            & Domain("res_id", "in", memberships.ids)
        )
        return {
            "messages": (mail, ("date", "message_type", "subject")),
            "messages_written": (
                messages.search([("author_id", "=", person.id)]),
                ("date", "body"),
            ),
            "notes_about_me": (
                notes.filtered("body"),
                ("date", "author_id", "subject", "body"),
            ),
            "changes_of_my_data": (notes.tracking_value_ids, CHANGE),
        }

    @api.model
    def _values(self, record, names):
        return {name: self._plain(record, name) for name in names}

    @api.model
    def _plain(self, record, name):
        """The value of a field as JSON has it."""
        value = record[name]
        field = record._fields[name]
        if (record._name, name) in MASKED and value:
            return f"•••• {value[-4:]}"
        if field.type == "binary":
            return value.decode() if value else None
        if field.relational:
            return value.mapped("display_name") if value else []
        if field.type == "boolean":
            return value
        if field.type in ("integer", "float", "monetary", "json"):
            return value
        if not value:
            return None
        return str(value)


# Whole, they would let whoever finds the file pay with them.
MASKED = {("res.partner.bank", "acc_number")}
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
CHANGE = (
    "create_date",
    "field_id",
    "old_value_char",
    "new_value_char",
    "old_value_integer",
    "new_value_integer",
    "old_value_float",
    "new_value_float",
    "old_value_datetime",
    "new_value_datetime",
    "old_value_text",
    "new_value_text",
)
