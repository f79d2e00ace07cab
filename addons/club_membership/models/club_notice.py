from odoo import api, fields, models
from odoo.fields import Domain

OPEN_DUE_STATES = ("called", "partial")
SEES_ALL = "club_membership.group_club_reader"


class ClubNotice(models.Model):
    """What one payer was told about one call, at one level: unique and permanent.

    The row is written in the transaction that makes the dues (or by the nightly
    reminders); the e-mail or the letter hangs from it. What is owed is never copied
    here: it is read from the dues whenever somebody looks.
    """

    _name = "club.notice"
    _description = "Notice of Dues"
    _inherit = ["portal.mixin"]
    _order = "id desc"
    _check_company_auto = True

    call_id = fields.Many2one(
        "club.dues.call", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    payer_id = fields.Many2one(
        "res.partner", required=True, index=True, ondelete="restrict"
    )
    level_id = fields.Many2one(
        "club.reminder.level",
        string="Reminder",
        index=True,
        ondelete="restrict",
        help="Empty: the call itself.",
    )
    instalment_on = fields.Date(
        string="Instalment of",
        readonly=True,
        help="Maturity of the instalment reminded of; empty for the call itself.",
    )
    reference = fields.Char(
        string="Payment reference",
        readonly=True,
        index="btree_not_null",
        help="Structured creditor reference (ISO 11649) of the payment.",
    )
    channel = fields.Selection(
        [("email", "E-mail"), ("letter", "Letter")], required=True, index=True
    )
    state = fields.Selection(
        [
            ("to_send", "To send"),
            ("queued", "Queued"),
            ("sent", "Sent"),
            ("bounced", "Bounced"),
            ("failed", "Failed"),
            ("to_print", "To print"),
            ("printed", "Printed"),
            ("dropped", "Not needed"),
        ],
        required=True,
        index=True,
    )
    failure = fields.Char(string="Problem", readonly=True)
    mail_id = fields.Many2one("mail.mail", ondelete="set null", index="btree_not_null")
    date = fields.Date(required=True)
    printed_on = fields.Date(readonly=True)
    access_token = fields.Char(groups="base.group_system")
    # The page shows all that a payer owes, in any section: its address is for those
    # who see the whole association.
    access_url = fields.Char(compute_sudo=True, groups=SEES_ALL)
    due_ids = fields.Many2many(
        "club.due", string="Dues", compute="_compute_dues", help="What is still owed."
    )
    amount_due = fields.Monetary(string="Still due", compute="_compute_dues")
    due_date = fields.Date(compute="_compute_dues")
    page_url = fields.Char(
        compute="_compute_page_url", compute_sudo=True, groups=SEES_ALL
    )
    # Not stored and made from our own template only: nothing to sanitize.
    details_html = fields.Html(
        compute="_compute_details_html", sanitize=False, groups=SEES_ALL
    )

    _once = models.UniqueIndex(
        "(payer_id, call_id, COALESCE(level_id, 0), "
        "COALESCE(instalment_on, '1900-01-01'::date))",
        "This payer was already told about this call at this level.",
    )
    _to_send = models.Index("(id) WHERE state = 'to_send'")

    @api.depends("payer_id", "call_id", "level_id")
    def _compute_display_name(self):
        for notice in self:
            notice.display_name = " – ".join(
                filter(
                    None,
                    (notice.payer_id.name, notice.call_id.name, notice.level_id.name),
                )
            )

    @api.model
    def _open_due_domain(self):
        """Domain of the dues one may still be asked for.

        Dues of somebody who died stay in the books, and are asked of nobody.
        """
        return (
            Domain("state", "in", OPEN_DUE_STATES)
            & Domain("residual", ">", 0)
            & Domain("partner_id.club_deceased_on", "=", False)
        )

    @api.depends("payer_id", "call_id")
    def _compute_dues(self):
        domain = self._open_due_domain() & Domain("payer_id", "in", self.payer_id.ids)
        dues = self.env["club.due"].search(
            domain & Domain("call_id", "in", self.call_id.ids),
            order="next_due_date, id",
        )
        by_key = dues.grouped(lambda due: (due.payer_id.id, due.call_id.id))
        nothing = self.env["club.due"]
        for notice in self:
            mine = by_key.get((notice.payer_id.id, notice.call_id.id), nothing)
            notice.due_ids = mine
            notice.amount_due = sum(mine.mapped("residual"))
            notice.due_date = mine[:1].next_due_date or notice.call_id.due_date

    @api.depends("access_token")
    def _compute_access_url(self):
        for notice in self:
            notice.access_url = f"/club/notice/{notice.id}/{notice.access_token}"

    @api.depends("access_token")
    def _compute_page_url(self):
        base = self.get_base_url() if len(self) == 1 else self.browse().get_base_url()
        for notice in self:
            notice.page_url = f"{base}{notice.access_url}"

    @api.depends_context("lang")
    def _compute_details_html(self):
        rendered = self._render_each(
            self.env["ir.qweb"], "club_membership.notice_mail_details", {}
        )
        for notice in self:
            notice.details_html = rendered[notice.id]

    def _lang(self):
        """Code of the language in which to write to the payer."""
        self.ensure_one()
        return self.payer_id.lang or self.company_id.partner_id.lang or self.env.lang

    def action_open_page(self):
        """Show what the payer sees."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.access_url, "target": "new"}
