from odoo import api, models

from .club_mandate import LIVE


class AccountBankingMandate(models.Model):
    """Mandates that accountants entered or imported in OCA's screens are ours too."""

    _inherit = "account.banking.mandate"

    @api.model_create_multi
    def create(self, vals_list):
        mandates = super().create(vals_list)
        if not self.env.context.get("club_mandate"):
            mandates._club_adopt()
        return mandates

    def _club_follow(self, state):
        result = super()._club_follow(state)
        if state == "valid":
            self._club_adopt()
        return result

    def _club_adopt(self):
        """Show these mandates among the association's, as signed on paper.

        Of a payer whose mandate lives already none is added: there is one per payer.
        """
        # sudo: who may enter mandates of orders; ours follow.
        mandates = self.sudo().filtered(
            lambda m: (
                m.state == "valid"
                and m.format == "sepa"
                and m.partner_id
                and not m.club_mandate_ids
            )
        )
        if not mandates:
            return
        ours = mandates.env["club.mandate"]
        live = ours.search(
            [("partner_id", "in", mandates.partner_id.ids), ("state", "in", LIVE)]
        )
        taken = {(mandate.partner_id, mandate.company_id) for mandate in live}
        for mandate in mandates:
            key = mandate.partner_id, mandate.company_id
            if key not in taken:
                taken.add(key)
                ours.create(mandate._club_prepare_ours())

    def _club_prepare_ours(self):
        bank = self.partner_bank_id
        iban = bank.sanitized_acc_number or ""
        return {
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "mandate_id": self.id,
            "reference": self.unique_mandate_reference,
            "holder": bank.acc_holder_name or self.partner_id.name,
            "iban_masked": f"{iban[:4]} •••• {iban[-4:]}",
            "state": "active",
            "channel": "paper",
            "signed_on": self.signature_date,
            "document": self.scan,
            "document_name": f"{self.unique_mandate_reference}.pdf",
        }
