from odoo import api, fields, models
from odoo.exceptions import AccessError

OWN_FIELDS = {
    "name",
    "state",
    "awaits_section_id",
    "proposed_by_id",
    "proposed_on",
    "confirmed_by_id",
    "confirmed_on",
    "refused_because",
    "move_id",
    "share_id",
}
KEPT_FIELDS = {
    "company_id",
    "from_section_id",
    "to_section_id",
    "amount",
    "date",
    "reason",
    "heading_id",
}


class ClubSectionTransfer(models.Model):
    """Money or a grant from one section to another: one side proposes, one confirms.

    Where both have a bank account of their own, money changes hands; where a heading
    says what for, it is spending of one and income of the other.
    """

    _name = "club.section.transfer"
    _description = "Transfer Between Sections"
    _inherit = ["club.books.document", "mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _own_fields = frozenset(OWN_FIELDS)
    _booked_fields = frozenset(KEPT_FIELDS)
    _number = ("club_transfer_sequence_id", "TRF")
    _scope_fields = frozenset({"company_id", "from_section_id", "to_section_id"})
    _named_fields = frozenset({"from_section_id", "to_section_id"})

    name = fields.Char(string="Number", readonly=True, copy=False, default="/")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    from_section_id = fields.Many2one(
        "club.section",
        string="From section",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        default=lambda s: s.env["club.section"]._default_for_user(),
    )
    to_section_id = fields.Many2one(
        "club.section",
        string="To section",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        help="The association or a section that you may see. Money for any other "
        "section: ask the association's treasurer, who proposes the transfer and lets "
        "your section confirm it.",
    )
    amount = fields.Monetary(required=True, tracking=True)
    date = fields.Date(
        required=True,
        default=lambda s: s.env.company._club_today(),
        help="Day on which it is booked.",
    )
    reason = fields.Char(required=True)
    heading_id = fields.Many2one(
        "club.heading",
        string="Counts as",
        check_company=True,
        ondelete="restrict",
        help="A grant is spending of one section and income of the other. Empty: only "
        "money moves, which was counted before (a share of dues, an advance).",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("proposed", "To confirm"),
            ("confirmed", "Confirmed"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    awaits_section_id = fields.Many2one(
        "club.section", string="To be confirmed by", readonly=True, copy=False
    )
    proposed_by_id = fields.Many2one(
        "res.users", string="Proposed by", readonly=True, copy=False
    )
    proposed_on = fields.Date(string="Proposed on", readonly=True, copy=False)
    confirmed_by_id = fields.Many2one(
        "res.users", string="Confirmed by", readonly=True, copy=False
    )
    confirmed_on = fields.Date(string="Confirmed on", readonly=True, copy=False)
    refused_because = fields.Char(string="Refused because", readonly=True, copy=False)
    move_id = fields.Many2one(
        "account.move",
        string="Entry",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    moves_money = fields.Boolean(
        compute="_compute_moves_money",
        compute_sudo=True,
        help="The two sections bank in different accounts.",
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A transfer is above zero: turn its direction round."
    )
    _two_sections = models.Constraint(
        "CHECK (from_section_id <> to_section_id)",
        "A transfer goes from one section to another.",
    )
    # Four eyes, as for payments out.
    _four_eyes = models.Constraint(
        "CHECK (state <> 'confirmed' OR (confirmed_by_id IS NOT NULL "
        "AND proposed_by_id IS NOT NULL AND confirmed_by_id <> proposed_by_id))",
        "Whoever proposed a transfer cannot confirm it: the other side does.",
    )

    @api.depends("from_section_id", "to_section_id")
    def _compute_moves_money(self):
        for transfer in self:
            giver, taker = transfer.from_section_id, transfer.to_section_id
            transfer.moves_money = bool(
                giver and taker and giver._bank_journal() != taker._bank_journal()
            )

    def _check_side(self, section):
        """Refuse who speaks for neither ``section`` nor the association.

        :raises AccessError: somebody of another section
        """
        if self._is_national_treasurer():
            return
        # sudo: the name of the section that the transfer shows anyhow.
        if section not in self.env["club.section"]._served_by_user():
            raise AccessError(
                self.env._(
                    "%(name)s waits for %(section)s: its officers or treasurer confirm "
                    "it, or the association's treasurer.",
                    name=self.name,
                    section=section.sudo().name,
                )
            )
