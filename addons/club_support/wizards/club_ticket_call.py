from odoo import api, fields, models


class ClubTicketCall(models.TransientModel):
    """What somebody asked on the telephone, written down in under a minute."""

    _name = "club.ticket.call"
    _description = "Logged Call"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda s: s.env.company
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Who asked",
        domain="[('is_company', '=', False)]",
        help="A part of the name or of the e-mail address. Empty: somebody the "
        "association does not know.",
    )
    caller_name = fields.Char(string="Name")
    caller_email = fields.Char(string="E-mail")
    caller_phone = fields.Char(string="Telephone")
    section_id = fields.Many2one(
        "club.section",
        compute="_compute_section_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        check_company=True,
    )
    name = fields.Char(string="Question, in one line", required=True)
    body = fields.Text(string="More about it")
    category_id = fields.Many2one("club.ticket.category", check_company=True)
    channel = fields.Selection(
        [("phone", "Telephone"), ("video", "Video"), ("meeting", "In person")],
        required=True,
        default="phone",
    )
    outcome = fields.Selection(
        [
            ("answered", "Answered: it is solved"),
            ("mine", "I go on with it"),
            ("other", "Whoever is on duty goes on with it"),
        ],
        required=True,
        default="answered",
    )
    minutes = fields.Integer(
        string="Minutes spent",
        default=lambda s: s.env.company.club_ticket_minutes,
        help="They go into your hours log, where you confirm them.",
    )

    @api.depends("partner_id")
    def _compute_section_id(self):
        for call in self:
            tickets = self.env["club.ticket"]
            call.section_id = (
                tickets._section_of(call.partner_id, call.company_id)
                or self.env["club.section"]._default_for_user()
            )

    def action_log(self):
        """Write it down, and show it."""
        self.ensure_one()
        tickets = self.env["club.ticket"]
        tickets.check_access("create")
        self.partner_id.check_access("read")
        ticket = tickets._log_call(
            self.company_id,
            self.env.user.partner_id,
            {
                **{
                    name: self[name]
                    for name in (
                        *("caller_name", "caller_email", "caller_phone"),
                        *("name", "body", "channel", "outcome", "minutes"),
                    )
                },
                "person": self.partner_id,
                "section": self.section_id,
                "category": self.category_id,
            },
        )
        # Written with full rights: nobody writes down what they could not read.
        ticket.with_env(self.env).check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.ticket",
            "res_id": ticket.id,
            "view_mode": "form",
        }
