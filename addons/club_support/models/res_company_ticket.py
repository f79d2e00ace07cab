from odoo import api, fields, models


class ResCompany(models.Model):
    """The e-mail address to which members send questions, and how long they stay."""

    _inherit = "res.company"

    club_ticket_alias_id = fields.Many2one(
        "mail.alias", copy=False, ondelete="set null", index="btree_not_null"
    )
    club_ticket_alias = fields.Char(
        string="E-mail address for questions",
        compute="_compute_club_ticket_alias",
        inverse="_inverse_club_ticket_alias",
        help="What stands before the @. A question that arrives there goes to the "
        "volunteer on duty of its sender's section.",
    )
    club_ticket_close_days = fields.Integer(
        string="Days until a solved question is closed", default=7, required=True
    )
    club_ticket_reopen_days = fields.Integer(
        string="Days during which a closed question can be reopened",
        default=30,
        required=True,
        help="A reply that comes later opens a new question, which refers to the "
        "closed one.",
    )
    club_ticket_minutes = fields.Integer(
        string="Minutes that a question takes",
        default=15,
        required=True,
        help="Proposed to the volunteer who has solved one, for their hours.",
    )

    _club_ticket_times_positive = models.Constraint(
        "CHECK (club_ticket_close_days > 0 AND club_ticket_reopen_days >= 0"
        " AND club_ticket_minutes >= 0)",
        "Keep a solved question for one day at least; the other numbers are zero or "
        "more.",
    )

    @api.depends("club_ticket_alias_id.alias_name")
    def _compute_club_ticket_alias(self):
        for company in self:
            # sudo: addresses are the system's.
            company.club_ticket_alias = company.sudo().club_ticket_alias_id.alias_name

    def _inverse_club_ticket_alias(self):
        for company in self:
            company._club_set_alias(
                "club_ticket_alias_id", "club.ticket", company.club_ticket_alias
            )

    def _club_ticket_address(self):
        """Where answers by e-mail go: the alias, else the association's address."""
        self.ensure_one()
        # sudo: addresses are the system's.
        alias = self.sudo().club_ticket_alias_id
        own = alias.alias_full_name if alias.alias_domain_id else ""
        return own or self.partner_id.email_normalized or ""
