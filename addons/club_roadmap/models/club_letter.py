from odoo import api, fields, models
from odoo.addons.club_membership.tools import yes_or_no
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from .context import fresh_values

STATES = [
    ("draft", "Draft"),
    ("signed", "Signed"),
    ("sent", "Sent"),
    ("answered", "Answered"),
    ("done", "Done"),
    ("dropped", "Dropped"),
]
# Written by buttons only.
MACHINE = {
    "number",
    "state",
    "sent_on",
    "document",
    "document_type",
    "document_sha256",
    "reminded_for",
    "answered_by",
}
# What the vendor has in hand; from the signature on nobody changes it.
FROZEN = {
    "subject",
    "body",
    "company_id",
    "vendor_id",
    "date",
    "signatory_id",
    "decided_by_id",
    "decided_on",
    "attachment_ids",
}


class ClubLetter(models.Model):
    """A formal position of the club, sent to the vendor and followed until done.

    Drafts are the bureau's; members read a letter from the day it is sent. What
    happens to it stands in ``club_letter_steps``.
    """

    _name = "club.letter"
    _description = "Letter to the Vendor"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True
    _rec_name = "subject"
    _rec_names_search = ["number", "subject"]

    number = fields.Char(
        readonly=True, copy=False, default="/", help="Given when it is signed."
    )
    subject = fields.Char(required=True, tracking=True)
    body = fields.Html(string="Text", required=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    vendor_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda s: s._default_vendor(),
        tracking=True,
    )
    date = fields.Date(
        string="Date of the letter", required=True, default=fields.Date.context_today
    )
    signatory_id = fields.Many2one(
        "club.office",
        string="Signed by",
        ondelete="restrict",
        check_company=True,
        copy=False,
        domain="[('company_id', '=', company_id), ('is_current', '=', True)]",
        help="Who signs holds an office on the day of the signature.",
    )
    decided_by_id = fields.Many2one(
        "club.commission",
        string="Decided by",
        ondelete="restrict",
        check_company=True,
        help="The board or the commission whose position this is.",
    )
    decided_on = fields.Date(copy=False)
    request_ids = fields.Many2many(
        "club.request", string="About the requests", check_company=True
    )
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "club_letter_attachment_rel",
        string="Enclosures",
        copy=False,
        bypass_search_access=True,
    )
    audience = fields.Selection(
        [("members", "All members"), ("commission", "The members of a commission")],
        string="Read by",
        required=True,
        default="members",
        tracking=True,
    )
    audience_id = fields.Many2one(
        "club.commission",
        string="Commission",
        ondelete="restrict",
        check_company=True,
        index="btree_not_null",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Followed by",
        default=lambda s: s.env.user,
        domain="[('share', '=', False)]",
        help="Who is reminded when an answer is late.",
    )
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    sent_on = fields.Date(readonly=True, copy=False, index="btree_not_null")
    due_on = fields.Date(
        string="Answer expected by", copy=False, help="The last day, included."
    )
    is_overdue = fields.Boolean(
        string="Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )
    drop_reason = fields.Text(
        copy=False, tracking=True, help="Members read it if the letter was sent."
    )
    answer = fields.Html(copy=False)
    answered_on = fields.Date(copy=False, tracking=True)
    answer_attachment_ids = fields.Many2many(
        "ir.attachment",
        "club_letter_answer_rel",
        string="Files of the answer",
        copy=False,
        bypass_search_access=True,
    )
    followup_ids = fields.One2many("club.letter.followup", "letter_id")
    document = fields.Binary(readonly=True, copy=False, attachment=True)
    document_name = fields.Char(compute="_compute_document_name")
    document_type = fields.Char(readonly=True, copy=False)
    document_sha256 = fields.Char(
        string="Fingerprint (SHA-256)",
        readonly=True,
        copy=False,
        help="Of the document as it was sent: nothing else has the same.",
    )
    reminded_for = fields.Date(readonly=True, copy=False)

    _number_uniq = models.UniqueIndex(
        "(company_id, number) WHERE number != '/'", "A number names one letter."
    )
    _audience_named = models.Constraint(
        "CHECK (audience <> 'commission' OR audience_id IS NOT NULL)",
        "Say which commission reads the letter.",
    )
    _dropped_with_reason = models.Constraint(
        r"CHECK (state <> 'dropped' OR drop_reason ~ '\S')",
        "Say why the letter is dropped.",
    )

    @api.model
    def default_get(self, fields_list):
        return fresh_values(self, super().default_get(fields_list), MACHINE)

    @api.model
    def _default_vendor(self):
        products = self.env["club.product"].search(
            [("company_id", "=", self.env.company.id)], limit=1
        )
        return products.vendor_id

    @api.depends("number", "subject")
    def _compute_display_name(self):
        for letter in self:
            numbered = letter.number and letter.number != "/"
            letter.display_name = (
                f"{letter.number} {letter.subject}" if numbered else letter.subject
            )

    @api.depends("number", "document_type")
    def _compute_document_name(self):
        for letter in self:
            letter.document_name = f"{letter.number}.{letter.document_type}"

    @api.depends("state", "due_on")
    def _compute_is_overdue(self):
        for letter in self:
            letter.is_overdue = bool(
                letter.state == "sent"
                and letter.due_on
                and letter.due_on < letter.company_id._club_today()
            )

    def _search_is_overdue(self, operator, value):
        overdue = Domain("state", "=", "sent") & Domain("due_on", "<", "today")
        return yes_or_no(operator, value, overdue)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(MACHINE & set(vals) for vals in vals_list):
            self._refuse_machine()
        letters = super().create(vals_list)
        letters._adopt_files()
        return letters

    def write(self, vals):
        if not self.env.su and MACHINE & set(vals):
            self._refuse_machine()
        if FROZEN & set(vals):
            self._check_not_frozen()
        if "answer" in vals or "answered_on" in vals:
            self._check_answerable()
        result = super().write(vals)
        if {"attachment_ids", "answer_attachment_ids"} & set(vals):
            self._adopt_files()
        return result

    def _refuse_machine(self):
        raise UserError(
            self.env._("Where a letter stands is changed by its buttons only.")
        )

    def _check_not_frozen(self):
        """Nobody changes what was signed, whoever asks."""
        for letter in self:
            if letter.state != "draft":
                raise UserError(
                    self.env._(
                        "%(letter)s is signed: its text stays as it is. Before it is "
                        "sent it can be taken back to a draft; afterwards, write "
                        "another letter.",
                        letter=letter.display_name,
                    )
                )

    def _check_answerable(self):
        for letter in self:
            if letter.state not in ("sent", "answered"):
                raise UserError(
                    self.env._(
                        "%s: an answer is noted once the letter is sent, and until "
                        "it is done.",
                        letter.display_name,
                    )
                )

    def _adopt_files(self):
        """Files added in the form belong to the letter: who reads it reads them."""
        for letter in self:
            # sudo: core keeps files of no record for who sent them.
            files = (letter.attachment_ids | letter.answer_attachment_ids).sudo()
            loose = files.filtered(
                lambda f: (
                    not f.res_id and (self.env.su or f.create_uid == self.env.user)
                )
            )
            loose.write({"res_model": self._name, "res_id": letter.id})

    @api.ondelete(at_uninstall=False)
    def _unlink_except_numbered(self):
        for letter in self:
            if letter.number != "/":
                raise UserError(
                    self.env._(
                        "%s has its number: drop it with a reason, numbers are not "
                        "given again.",
                        letter.display_name,
                    )
                )

    def copy_data(self, default=None):
        return [
            {**vals, "request_ids": [Command.set(letter.request_ids.ids)]}
            for letter, vals in zip(self, super().copy_data(default), strict=True)
        ]
