from odoo import api, fields, models
from odoo.addons.base.models.res_partner import _lang_get
from odoo.exceptions import UserError
from odoo.tools import format_date

from .context import fresh_values

# What may change once it is released; the rest is what the vendor was given.
OPEN_FIELDS = {
    "deadline",
    "joint_commission_id",
    "line_ids",
    "note_ids",
    "message_ids",
    "internal_note",
}
# Of requests that may be sent, also once more: a year later, or once voted on again.
BEFORE = ("open", "sponsored", "chosen", "sent")


class ClubDossier(models.Model):
    """What the club releases to a vendor, once: frozen lines without anybody's name,
    which the vendor answers until a deadline."""

    _name = "club.dossier"
    _description = "Dossier for the Vendor"
    _order = "released_on desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    vendor_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', True)]",
    )
    round_id = fields.Many2one(
        "club.round",
        string="List voted in",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('state', '=', 'published'), ('company_id', '=', company_id)]",
        help="A published vote, whose list goes to the vendor. Empty: chosen requests.",
    )
    vendor_lang = fields.Selection(
        _lang_get,
        string="Vendor's language",
        help="Of the second title and text of each line. Empty: one language only.",
    )
    state = fields.Selection(
        [("draft", "In preparation"), ("released", "Released"), ("closed", "Closed")],
        required=True,
        default="draft",
        readonly=True,
        index=True,
        copy=False,
    )
    deadline = fields.Date(string="Answers until", help="Last day, included.")
    released_on = fields.Date(readonly=True, copy=False)
    internal_note = fields.Text(help="The office's own. The vendor never sees it.")
    line_ids = fields.One2many("club.dossier.line", "dossier_id", string="Lines")
    note_ids = fields.One2many("club.dossier.note", "dossier_id", string="Corrections")
    line_count = fields.Integer(string="Sent", compute="_compute_counts")
    answered_count = fields.Integer(string="Answered", compute="_compute_counts")

    @api.depends("line_ids.feasibility")
    def _compute_counts(self):
        for dossier in self:
            dossier.line_count = len(dossier.line_ids)
            dossier.answered_count = len(dossier.line_ids.filtered("feasibility"))

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        return fresh_values(self, values, {"state", "released_on"})

    @api.model_create_multi
    def create(self, vals_list):
        if any({"state", "released_on"} & set(vals) for vals in vals_list):
            self._refuse_state()
        return super().create(vals_list)

    def _refuse_state(self):
        if not self.env.su:
            raise UserError(self.env._("A dossier is released and closed by buttons."))

    def write(self, vals):
        released = self.filtered(lambda dossier: dossier.state != "draft")
        if released and set(vals) - OPEN_FIELDS - {"state"}:
            released._refuse_change()
        if {"state", "released_on"} & set(vals):
            self._refuse_state()
        former = {dossier: dossier.deadline for dossier in released}
        result = super().write(vals)
        if "deadline" in vals:
            for dossier, deadline in former.items():
                dossier._note_deadline(deadline)
        return result

    def _note_deadline(self, former):
        """A deadline that moves is told to the vendor, dated."""
        if former == self.deadline:
            return
        if not self.deadline:
            raise UserError(self.env._("Give the day until when answers are awaited."))
        env = self._speaking().env
        text = env._(
            "Answers are now awaited until %(day)s.",
            day=format_date(env, self.deadline),
        )
        self.env["club.dossier.note"].create({"dossier_id": self.id, "text": text})

    def _speaking(self):
        """The dossier in the club's own language."""
        lang = self.company_id.partner_id.lang or self.env.lang
        return self.with_context(lang=lang)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_released(self):
        self.filtered(lambda dossier: dossier.state != "draft")._refuse_change()

    def _refuse_change(self):
        for dossier in self:
            raise UserError(
                self.env._(
                    "“%(dossier)s” was released to the vendor and stays as it is: add "
                    "a dated correction instead.",
                    dossier=dossier.name,
                )
            )

    def _contacts(self, answering=False):
        """The vendor's people who read this dossier today, with full rights.

        :param answering: only those who may answer
        """
        self.ensure_one()
        # sudo: read to write to them, and to show who will be told.
        contacts = self.env["club.vendor.contact"].sudo()
        found = contacts.search(
            [
                ("vendor_id", "=", self.vendor_id.id),
                ("company_id", "=", self.company_id.id),
                ("revoked_at", "=", False),
            ]
        )
        return found.filtered(
            lambda c: c.is_current and (c.may_answer or not answering)
        )

    def action_preview(self):
        """Open the page that shows exactly what the vendor will see."""
        self.check_access("read")
        return self.env["club.dossier.preview"]._open_for(self)

    def action_close(self):
        """No more answers: the dossier stays to be read."""
        self.check_access("write")
        # sudo: the state is closed to hand-writing.
        self.filtered(lambda d: d.state == "released").sudo().state = "closed"

    def action_reopen(self):
        self.check_access("write")
        # sudo: as above.
        self.filtered(lambda d: d.state == "closed").sudo().state = "released"
