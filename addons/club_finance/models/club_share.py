from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

ROLES = [
    ("level", "Taken by a level above"),
    ("own", "Stays with the section"),
    ("held", "Where the money came in"),
]


class ClubShare(models.Model):
    """Dues collected until a day, shared between the levels of the association.

    A share is never edited once it is booked: what came in, bounced or was corrected
    afterwards is in the next one.
    """

    _name = "club.share"
    _description = "Share of Dues"
    _inherit = ["club.books.document", "mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _own_fields = frozenset({"name", "state", "move_id", "booked_by_id", "booked_on"})
    _booked_fields = frozenset({"company_id", "date", "heading_id"})
    _number = ("club_share_sequence_id", "SHR")

    name = fields.Char(string="Number", readonly=True, copy=False, default="/")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(
        string="Collected until",
        required=True,
        default=lambda s: s.env.company._club_today(),
        help="Payments until this day, this day included; it is booked on it.",
    )
    heading_id = fields.Many2one(
        "club.heading",
        string="Counts as",
        check_company=True,
        domain="[('kind', '=', 'income')]",
        ondelete="restrict",
        help="Empty: on the account of dues.",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("booked", "Booked")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    line_ids = fields.One2many("club.share.line", "share_id", readonly=True)
    transfer_ids = fields.One2many("club.section.transfer", "share_id", readonly=True)
    collected = fields.Monetary(compute="_compute_totals")
    taken = fields.Monetary(string="Goes to levels above", compute="_compute_totals")
    due_count = fields.Integer(string="Dues", compute="_compute_totals")
    booked_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    booked_on = fields.Date(readonly=True, copy=False)
    move_id = fields.Many2one(
        "account.move",
        string="Entry",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )

    # Two drafts would share the same money twice.
    _one_draft = models.UniqueIndex(
        "(company_id) WHERE state = 'draft'",
        "There is a draft of a share already: book it or delete it first.",
    )

    @api.depends("line_ids.amount")
    def _compute_totals(self):
        totals = {
            (share, role): (amount, count)
            for share, role, amount, count in self.env["club.share.line"]._read_group(
                [("share_id", "in", self.ids)],
                ["share_id", "role"],
                ["amount:sum", "due_id:count_distinct"],
            )
        }
        for share in self:
            share.collected, share.due_count = totals.get((share, "held"), (0.0, 0))
            share.taken = totals.get((share, "level"), (0.0, 0))[0]

    def action_compute(self):
        """Compute afresh what was collected and not shared yet."""
        for share in self._lock_in_state("draft"):
            # sudo: lines are facts; the right to write the share was checked.
            share.sudo()._fill()

    def action_book(self):
        """Book these shares as they were computed; one booked already stays as it is.

        :raises UserError: nothing to share, a closed period, no account
        """
        for share in self._lock_in_state("draft"):
            if not share.line_ids:
                raise UserError(
                    self.env._(
                        "Nothing was collected until %s that is not shared yet.",
                        format_date(self.env, share.date),
                    )
                )
            # sudo: the national treasurer alone may write shares.
            share.sudo()._book_share()

    def _owner_of_money(self):
        """{section: whose bank account its money is in: its own or one above it}."""
        root = self.company_id._club_root_section()
        sections = self.line_ids.section_id
        owners = {}
        for section in sections:
            owner = section
            while owner and not owner.bank_journal_id:
                owner = owner.parent_id
            owners[section] = owner or root
        return owners

    def action_view_lines(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_finance.club_share_line_action"
            ),
            "domain": [("share_id", "=", self.id)],
            "context": {},
        }


class ClubShareLine(models.Model):
    """What one share says of one due: the frozen evidence behind the entry."""

    _name = "club.share.line"
    _description = "Line of a Share of Dues"
    _order = "id"
    _rec_name = "due_id"

    share_id = fields.Many2one(
        "club.share", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(required=True)
    due_id = fields.Many2one("club.due", required=True, ondelete="restrict")
    source_section_id = fields.Many2one(
        "club.section", string="Section of the member", required=True, index=True
    )
    section_id = fields.Many2one("club.section", required=True, index=True)
    member = fields.Char(compute="_compute_member")
    role = fields.Selection(ROLES, string="What", required=True)
    rule_id = fields.Many2one(
        "club.share.rule", index="btree_not_null", ondelete="restrict"
    )
    amount = fields.Monetary(
        help="Since the share before; below zero what is given back."
    )

    _once = models.UniqueIndex(
        "(due_id, share_id, role, section_id, COALESCE(rule_id, 0))",
        "A share says everything about a due once.",
    )

    @api.depends("due_id")
    @api.depends_context("uid")
    def _compute_member(self):
        """Whose due it is, for who may read that member."""
        # sudo: the due of a member of another section, whose money came in here.
        members = self.sudo().due_id.membership_id
        seen = members.sudo(False)._filtered_access("read")
        for line in self:
            member = line.sudo().due_id.membership_id
            line.member = member.partner_id.name if member in seen else False
