from odoo import api, models


class ResPartner(models.Model):
    """Of who is forgotten the books keep amounts; words and accounts go."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        result = super()._club_forget_elsewhere()
        # sudo: as for their other data; who may erase was checked.
        for person in self.sudo():
            person._club_forget_claims()
        return result

    def _club_forget_claims(self):
        """Claims never sent go; of the others the account, signature and words. Tax
        receipts and the receipts behind entries are papers of the books: they stay
        as long as these."""
        claims = self.env["club.expense"].search([("partner_id", "=", self.id)])
        drafts = claims.filtered(
            lambda claim: claim.state == "draft" and claim.name in (False, "/")
        )
        drafts.unlink()
        kept = (claims - drafts).with_context(club_forgetting=True)
        open_claims = kept.filtered(lambda claim: claim.state in ("draft", "refused"))
        open_claims.line_ids.unlink()
        kept.message_ids.unlink()
        settled = kept.filtered(lambda claim: claim.state != "approved")
        settled.write({"iban": False})
        kept.write({"waiver_address": False})
        payments = self.env["club.payment.out"].search([("partner_id", "=", self.id)])
        payments.filtered(
            lambda payment: payment.state not in ("requested", "approved")
        ).payee_iban = False


class ClubDataExport(models.AbstractModel):
    """What a person claimed and gave, in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: a person's own rows.
        env = person.sudo().env
        mine = [("partner_id", "=", person.id)]
        return {
            **super()._parts_besides(person),
            "expense_claims": (
                env["club.expense"].search(mine),
                (
                    "name",
                    "summary",
                    "section_id",
                    "total",
                    "state",
                    "settlement",
                    "iban",
                    "submitted_on",
                    "decided_on",
                    "decision_reason",
                    "waiver_text",
                    "waiver_name",
                    "waiver_at",
                    "waiver_address",
                    "paid_on",
                ),
            ),
            "expenses": (
                env["club.expense.line"].search(
                    [("expense_id.partner_id", "=", person.id)]
                ),
                ("expense_id", "date", "label", "heading_id", "km", "amount"),
            ),
            "claims_decided_on": (
                env["club.expense"].search([("decided_by_id", "=", person.id)]),
                ("name", "decided_on", "state"),
            ),
            "gifts": (
                env["club.donation"].search(mine),
                ("date", "amount", "form", "section_id", "state", "cancelled_on"),
            ),
            "tax_receipts": (
                env["club.tax.receipt"].search(mine),
                ("name", "donor_name", "amount", "issued_on", "state", "cancel_reason"),
            ),
        }


class ClubDataReaders(models.AbstractModel):
    """Who can see a person's claims and gifts."""

    _inherit = "club.data.readers"

    @api.model
    def _areas(self):
        return {
            **super()._areas(),
            "club.expense": self.env._("expense claims"),
            "club.donation": self.env._("gifts"),
            "club.tax.receipt": self.env._("tax receipts"),
        }
