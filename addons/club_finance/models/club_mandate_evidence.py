import base64
import hashlib
import json

from odoo import fields, models
from odoo.exceptions import UserError

# Raised whenever the sentences of ``_wording`` change.
WORDING_VERSION = "1"
REPORT = "club_finance.action_report_mandate"


class ClubMandate(models.Model):
    """What proves that a mandate was signed: words, moment, place, and a digest."""

    _inherit = "club.mandate"

    wording = fields.Text(
        readonly=True, help="What was signed, in the language it was read in."
    )
    wording_version = fields.Char(readonly=True)
    signed_by_id = fields.Many2one(
        "res.partner",
        string="Signed by",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Who was signed in: the payer, their guardian, or a manager of the "
        "company.",
    )
    typed_name = fields.Char(string="Name typed as signature", readonly=True)
    signed_at = fields.Datetime(
        string="Moment of the signature",
        readonly=True,
        help="Of a mandate on paper: when it was entered.",
    )
    entered_by_id = fields.Many2one("res.users", string="Entered by", readonly=True)
    ip_address = fields.Char(string="Network address", readonly=True)
    user_agent = fields.Char(string="Device", readonly=True)
    evidence_hash = fields.Char(
        string="Digest",
        readonly=True,
        help="SHA-256 of the words, the parties, the account, the moment and the name.",
    )
    document = fields.Binary(
        string="Signed document",
        attachment=True,
        readonly=True,
        help="As it was signed: never printed anew.",
    )
    document_name = fields.Char(readonly=True)
    document_kept = fields.Boolean(compute="_compute_document_kept", compute_sudo=True)

    def _compute_document_kept(self):
        kept = self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_field", "=", "document"),
                ("res_id", "in", self.ids),
            ]
        )
        ids = set(kept.mapped("res_id"))
        for mandate in self:
            mandate.document_kept = mandate.id in ids

    def _wording(self, company):
        """What a payer signs: the text of the SEPA Core rulebook, in their language."""
        return "\n\n".join(
            (
                self.env._(
                    "By signing this mandate form, you authorise (A) %(creditor)s to "
                    "send instructions to your bank to debit your account and (B) your "
                    "bank to debit your account in accordance with the instructions "
                    "from %(creditor)s.",
                    creditor=company.name,
                ),
                self.env._(
                    "As part of your rights, you are entitled to a refund from your "
                    "bank under the terms and conditions of your agreement with your "
                    "bank. A refund must be claimed within 8 weeks starting from the "
                    "date on which your account was debited. Your rights are explained "
                    "in a statement that you can obtain from your bank."
                ),
                self.env._(
                    "You are told of each debit, its amount and its day at least %s "
                    "days before.",
                    company.club_debit_notice_days,
                ),
            )
        )

    def _digest(self):
        """The digest of what was signed, from what is kept."""
        self.ensure_one()
        company, bank = self.company_id, self.mandate_id.partner_bank_id
        facts = [
            self.wording,
            self.wording_version,
            company.name,
            company.sepa_creditor_identifier,
            self.reference,
            self.partner_id.name,
            self.holder,
            bank.sanitized_acc_number,
            self.typed_name or "",
            fields.Datetime.to_string(self.signed_at),
        ]
        text = json.dumps(facts, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def _freeze(self):
        """Keep what was signed, as PDF or as a page where none is made."""
        self.ensure_one()
        reports = self.env["ir.actions.report"]
        content = None
        if reports.get_wkhtmltopdf_state() not in ("install", "broken"):
            try:
                content, kind = reports._render_qweb_pdf(REPORT, self.ids)
            except UserError:
                # The program that prints failed: what was signed is kept all the same.
                content = None
        if content is None:
            content, kind = reports._render_qweb_html(REPORT, self.ids)
        content = content.encode() if isinstance(content, str) else content
        self.write(
            {
                "document": base64.b64encode(content),
                "document_name": f"{self.reference}.{kind}",
            }
        )

    def _document_type(self):
        """The kind of the kept document, as a browser is told; nothing that runs."""
        self.ensure_one()
        kind = (self.document_name or "").rpartition(".")[2].lower()
        return {
            "pdf": "application/pdf",
            "png": "image/png",
            "jpg": "image/jpeg",
            "jpeg": "image/jpeg",
            "html": "text/html; charset=utf-8",
        }.get(kind, "application/octet-stream")
