from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..attendance import validity

# What a certificate says; programs and the office at its creation write it.
SAID = {"number", "training_id", "company_id", "partner_id", "event_id", "date"}


class ClubTrainingCertificate(models.Model):
    """Who completed which course at which session, until when it counts.

    Its number is the next one of the association, in the transaction that gives it:
    none is left out. What was given is withdrawn, never deleted.
    """

    _name = "club.training.certificate"
    _description = "Training Certificate"
    _order = "date desc, id desc"
    _rec_name = "number"
    _check_company_auto = True

    number = fields.Char(readonly=True, copy=False)
    training_id = fields.Many2one(
        "club.training",
        string="Course",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    event_id = fields.Many2one(
        "event.event",
        string="Session",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Empty: completed elsewhere, and recognised by the office.",
    )
    section_id = fields.Many2one(
        "club.section",
        index="btree_not_null",
        ondelete="restrict",
        help="The person's section on that day.",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    date_end = fields.Date(
        string="Valid until",
        compute="_compute_date_end",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        help="Last day. Empty: for ever.",
    )
    revoked_on = fields.Date(string="Withdrawn on", readonly=True, copy=False)
    revoke_reason = fields.Char(string="Why withdrawn", readonly=True, copy=False)
    is_absent = fields.Boolean(
        readonly=True,
        copy=False,
        help="Withdrawn because attendance was corrected: corrected again, it counts.",
    )
    state = fields.Selection(
        [("valid", "Valid"), ("expired", "Expired"), ("withdrawn", "Withdrawn")],
        compute="_compute_state",
        search="_search_state",
    )

    _once = models.UniqueIndex(
        "(partner_id, event_id) WHERE event_id IS NOT NULL",
        "This person holds the certificate of this session already.",
    )
    _number_uniq = models.UniqueIndex(
        "(company_id, number)", "This certificate number exists already."
    )
    _numbered = models.Constraint(
        "CHECK (number IS NOT NULL)", "A certificate has a number."
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= date)",
        "A certificate cannot end before it was given.",
    )

    @api.depends("date", "training_id")
    def _compute_date_end(self):
        for certificate in self:
            certificate.date_end = certificate.date and validity.last_day(
                certificate.date, certificate.training_id.validity_months
            )

    @api.depends("date_end", "revoked_on", "company_id")
    def _compute_state(self):
        todays = {company: company._club_today() for company in self.company_id}
        for certificate in self:
            end, today = certificate.date_end, todays.get(certificate.company_id)
            if certificate.revoked_on:
                certificate.state = "withdrawn"
            elif end and today and end < today:
                certificate.state = "expired"
            else:
                certificate.state = "valid"

    @api.model
    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company._club_today()
        stands = Domain("revoked_on", "=", False)
        domains = {
            "withdrawn": ~stands,
            "expired": stands & Domain("date_end", "<", today),
            "valid": stands
            & (Domain("date_end", "=", False) | Domain("date_end", ">=", today)),
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            company = self.env["res.company"].browse(vals.get("company_id"))
            company = company or self.env.company
            vals.update(
                number=company._club_next_certificate_number(),
                revoked_on=False,
                revoke_reason=False,
            )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and SAID & vals.keys():
            raise UserError(
                self.env._(
                    "What certificate %s says was given to somebody: withdraw it, and "
                    "give another one.",
                    ", ".join(self.mapped("number")),
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_given(self):
        for certificate in self:
            raise UserError(
                self.env._(
                    "Certificate %s was given and keeps its number: withdraw it "
                    "instead.",
                    certificate.number,
                )
            )

    def _counts_on(self, day):
        """Whether this certificate counts on that day."""
        return not self.revoked_on and validity.counts(self.date, self.date_end, day)
