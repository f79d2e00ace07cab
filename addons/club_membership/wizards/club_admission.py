from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount, format_date

from ..rules.pricing import PriceError, quote
from ..rules.terms import first_term

CONTACT_FIELDS = ("email", "phone", "street", "street2", "zip", "city")


class ClubAdmission(models.TransientModel):
    """Admit a newcomer: the contact, the membership and the first dues in one form."""

    _name = "club.admission"
    _description = "Admission of a Newcomer"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one("res.partner", string="Existing contact")
    member_kind = fields.Selection(
        [("person", "Person"), ("organisation", "Organisation")],
        required=True,
        default="person",
        compute="_compute_from_partner",
        store=True,
        readonly=False,
    )
    name = fields.Char(compute="_compute_from_partner", store=True, readonly=False)
    email = fields.Char(compute="_compute_from_partner", store=True, readonly=False)
    phone = fields.Char(compute="_compute_from_partner", store=True, readonly=False)
    street = fields.Char(compute="_compute_from_partner", store=True, readonly=False)
    street2 = fields.Char(compute="_compute_from_partner", store=True, readonly=False)
    zip = fields.Char(compute="_compute_from_partner", store=True, readonly=False)
    city = fields.Char(compute="_compute_from_partner", store=True, readonly=False)
    birth_date = fields.Date(
        compute="_compute_from_partner", store=True, readonly=False
    )
    duplicate_ids = fields.Many2many(
        "res.partner", string="Already known", compute="_compute_duplicate_ids"
    )
    type_id = fields.Many2one(
        "club.membership.type",
        required=True,
        compute="_compute_type_id",
        store=True,
        readonly=False,
        domain="[('company_id', '=', company_id), "
        "('member_kind', 'in', (member_kind, 'any'))]",
    )
    price_model = fields.Selection(related="type_id.price_model")
    is_free = fields.Boolean(related="type_id.is_free")
    section_id = fields.Many2one(
        "club.section",
        required=True,
        domain="[('company_id', '=', company_id)]",
        default=lambda s: s.env["club.section"]._default_for_user(),
    )
    joined_on = fields.Date(
        string="Joins on", required=True, default=fields.Date.context_today
    )
    payer_id = fields.Many2one("res.partner", help="Empty: the newcomer pays.")
    headcount = fields.Integer()
    seats = fields.Integer(string="Seats bought", default=1)
    chosen_amount = fields.Monetary(string="Amount given")
    amount = fields.Monetary(string="To pay", compute="_compute_amount")
    price_note = fields.Char(compute="_compute_amount")

    @api.depends("partner_id")
    def _compute_from_partner(self):
        for admission in self:
            partner = admission.partner_id
            if not partner:
                continue
            admission.name = partner.name
            admission.birth_date = partner.club_birth_date
            admission.member_kind = "organisation" if partner.is_company else "person"
            for name in CONTACT_FIELDS:
                admission[name] = partner[name]

    @api.depends("member_kind", "company_id")
    def _compute_type_id(self):
        types = self.env["club.membership.type"].search(
            [("company_id", "in", self.company_id.ids)]
        )
        for admission in self:
            fitting = types.filtered(
                lambda t, a=admission: (
                    t.company_id == a.company_id
                    and t.member_kind in (a.member_kind, "any")
                )
            )
            if admission.type_id not in fitting:
                admission.type_id = fitting[:1]

    @api.depends(
        "type_id", "joined_on", "headcount", "seats", "chosen_amount", "currency_id"
    )
    def _compute_amount(self):
        for admission in self:
            admission.amount, admission.price_note = admission._quote()

    def _quote(self):
        """(amount, sentence) of the first dues, as the call will price them."""
        kind = self.type_id
        if not (kind and self.joined_on):
            return 0.0, False
        term = first_term(kind._term_policy(), self.joined_on)
        price = kind._price_on(max(term.date_from, term.full_from))
        if price is None:
            return 0.0, self.env._("The type has no price on that date.")
        try:
            charges = quote(
                price,
                term,
                kind.prorata,
                True,
                self.headcount or None,
                self.seats or None,
                self.currency_id._club_decimal(self.chosen_amount)
                if self.chosen_amount
                else None,
                self.currency_id.decimal_places,
            )
        except PriceError as error:
            return 0.0, self._price_problem(error.code)
        total = float(sum(charge.amount for charge in charges))
        return total, self.env._(
            "%(amount)s for %(from)s – %(to)s",
            amount=format_amount(self.env, total, self.currency_id),
            **{
                "from": format_date(self.env, term.date_from),
                "to": format_date(self.env, term.date_to),
            },
        )

    def _price_problem(self, code):
        anomalies = self.env["club.dues.call.line"]._fields["anomaly"]
        return dict(anomalies._description_selection(self.env)).get(code, code)

    @api.depends("partner_id", "name", "email")
    def _compute_duplicate_ids(self):
        partners = self.env["res.partner"]
        for admission in self:
            admission.duplicate_ids = (
                False
                if admission.partner_id
                else partners._club_resembling(admission.name, admission.email)
            )

    def action_admit(self):
        """Create what is missing, admit, book the payment; open the membership."""
        self.ensure_one()
        membership = self.env["club.membership"]._admit(
            {**self._membership_values(), "due_date": self._due_date()}
        )
        self._record_payment(membership)
        return self._open(membership)

    def action_record_application(self):
        """Record who asks to join; the approval comes later, and the dues with it."""
        self.ensure_one()
        membership = self.env["club.membership"]._record_application(
            self._membership_values()
        )
        return self._open(membership)

    def _membership_values(self):
        """Values of the membership, its contact created or corrected first."""
        partner = self.partner_id or self._create_partner()
        if self.partner_id:
            self._update_partner(partner)
        return {
            "partner_id": partner.id,
            "company_id": self.company_id.id,
            "type_id": self.type_id.id,
            "section_id": self.section_id.id,
            "joined_on": self.joined_on,
            "payer_id": self.payer_id.id,
            "headcount": self.headcount,
            "seats": self.seats if self.price_model == "seats" else 0,
            "chosen_amount": self.chosen_amount,
        }

    def _open(self, membership):
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.membership",
            "res_id": membership.id,
            "view_mode": "form",
        }

    def _partner_values(self):
        return {
            **{name: self[name] for name in CONTACT_FIELDS},
            "name": self.name,
            "club_birth_date": self.birth_date,
        }

    def _create_partner(self):
        if not (self.name or "").strip():
            raise UserError(self.env._("Give the newcomer's name first."))
        return self.env["res.partner"].create(
            {
                **self._partner_values(),
                "is_company": self.member_kind == "organisation",
            }
        )

    def _update_partner(self, partner):
        """Write what was corrected in the form, and nothing else."""
        values = self._partner_values()
        changed = {
            name: value
            for name, value in values.items()
            if value != partner[name] and (value or partner[name])
        }
        if changed:
            partner.write(changed)
