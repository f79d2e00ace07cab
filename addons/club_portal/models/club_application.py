from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import consteq, email_normalize

from .club_signin_link import token_hash

STATES = [
    ("unconfirmed", "E-mail not confirmed"),
    ("waiting", "To decide"),
    ("approved", "Approved"),
    ("refused", "Refused"),
    ("expired", "Expired"),
]
# Written by buttons and by the applicant, never by hand.
CLOSED_FIELDS = {
    "state",
    "email",
    "company_id",
    "kind",
    "accepted_text",
    "accepted_at",
    "confirmed_at",
    "membership_id",
    "decided_by_id",
    "decided_at",
}
# How long a link proves an e-mail address.
UNCONFIRMED_DAYS = 7
CONTACT_FIELDS = ("email", "phone", "street", "zip", "city")


class ClubApplication(models.Model):
    """Somebody asks to join, on the association's page; staff decide.

    Nothing else exists before the decision: neither contact nor membership.
    """

    _name = "club.application"
    _description = "Application"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True, help="The person, or who writes for them.")
    company_id = fields.Many2one("res.company", required=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(
        [("person", "Person"), ("organisation", "Organisation")], required=True
    )
    organisation = fields.Char()
    type_id = fields.Many2one(
        "club.membership.type", required=True, check_company=True, ondelete="restrict"
    )
    section_id = fields.Many2one(
        "club.section",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
    )
    email = fields.Char(required=True)
    phone = fields.Char()
    street = fields.Char()
    zip = fields.Char()
    city = fields.Char()
    birth_date = fields.Date()
    guardian_name = fields.Char(
        string="Guardian", help="Who acts for a minor; the e-mail address is theirs."
    )
    headcount = fields.Integer()
    seats = fields.Integer()
    chosen_amount = fields.Monetary(string="Amount chosen")
    message = fields.Text(help="What the applicant adds.")
    lang = fields.Char()
    accepted_text = fields.Text(string="Agreed to", readonly=True)
    accepted_at = fields.Datetime(string="Agreed on", readonly=True)
    state = fields.Selection(
        STATES, required=True, default="unconfirmed", readonly=True, index=True
    )
    confirmed_at = fields.Datetime(string="Received on", readonly=True)
    token_hash = fields.Char(groups="base.group_system")
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact known already",
        help="Empty: a new contact is made. A former member is taken back under the "
        "same number.",
    )
    membership_id = fields.Many2one("club.membership", readonly=True)
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_at = fields.Datetime(readonly=True)
    refusal = fields.Text(
        string="Reason of a refusal", help="The applicant reads it in our e-mail."
    )
    known_ids = fields.Many2many(
        "res.partner", string="Already known", compute="_compute_known_ids"
    )
    former_id = fields.Many2one(
        "club.membership", string="Was a member before", compute="_compute_known_ids"
    )
    price_note = fields.Char(string="To pay", compute="_compute_price_note")

    _waiting_once = models.UniqueIndex(
        "(company_id, lower(email), lower(name), lower(COALESCE(organisation, ''))) "
        "WHERE state = 'waiting'",
        "This application is waiting already.",
    )
    _waiting = models.Index("(company_id, id) WHERE state = 'waiting'")

    @api.depends("name", "organisation")
    def _compute_display_name(self):
        for application in self:
            application.display_name = application.organisation or application.name

    @api.depends("name", "organisation", "email", "partner_id", "state")
    def _compute_known_ids(self):
        for application in self:
            known = application._known()
            application.known_ids = known
            past = (application.partner_id or known).club_membership_ids.filtered(
                lambda m, a=application: (
                    m.company_id == a.company_id
                    and not m.merged_into_id
                    and m.state not in ("applied", "active", "grace")
                )
            )
            application.former_id = past[:1]

    def _known(self):
        """Contacts with this name or address."""
        if self.state == "approved":
            return self.env["res.partner"]
        return self.env["res.partner"]._club_resembling(
            self.organisation or self.name, self.email
        )

    def _compute_price_note(self):
        for application in self:
            application.price_note = application.type_id._first_quote(
                application.headcount, application.seats, application.chosen_amount
            )[1]

    @property
    def _is_minor(self):
        """Whether the applicant is under age today."""
        if self.kind != "person" or not self.birth_date:
            return False
        years = self.company_id.club_majority_age
        return fields.Date.add(self.birth_date, years=years) > (
            fields.Date.context_today(self)
        )

    @api.model
    def _by_token(self, application_id, token):
        """The application whose confirmation this secret is, with rights; or empty."""
        # sudo: the secret is the right to confirm this one application.
        application = self.sudo().browse(application_id).exists()
        known = consteq(application.token_hash or "-", token_hash(token))
        oldest = fields.Datetime.now() - timedelta(days=UNCONFIRMED_DAYS)
        late = application.state == "unconfirmed" and application.create_date < oldest
        return application if known and not late else self.browse()

    def _confirm(self):
        """The address is theirs: staff see the application now; again is harmless.

        Who applies twice is seen once.
        """
        self.ensure_one()
        if self.state != "unconfirmed":
            return
        same = self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "=", "waiting"),
                ("email", "=ilike", self.email),
                ("name", "=ilike", self.name),
            ]
        ).filtered(
            lambda a: (
                (a.organisation or "").lower() == (self.organisation or "").lower()
            )
        )
        if same:
            self.state = "expired"
            return
        self.write({"state": "waiting", "confirmed_at": fields.Datetime.now()})
        self.partner_id = self._surely_known()
        self._tell_association()

    def _surely_known(self):
        """The one contact with this very name and address, if any."""
        name = (self.organisation or self.name).casefold()
        address = email_normalize(self.email)
        sure = self._known().filtered(
            lambda p: (
                (p.name or "").casefold() == name and p.email_normalized == address
            )
        )
        return sure if len(sure) == 1 else sure.browse()

    def write(self, vals):
        if not self.env.su and (
            CLOSED_FIELDS & set(vals)
            or self.filtered(lambda application: application.state != "waiting")
        ):
            raise UserError(
                self.env._(
                    "An application is decided by its buttons, and kept as it was "
                    "sent afterwards."
                )
            )
        return super().write(vals)

    def _check_waiting(self):
        for application in self:
            application.check_access("write")
            if application.state != "waiting":
                raise UserError(
                    self.env._(
                        "%s does not wait for a decision.", application.display_name
                    )
                )

    def _decided(self, state):
        # sudo: the state of an application is written by its buttons only.
        self.sudo().write(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            }
        )
