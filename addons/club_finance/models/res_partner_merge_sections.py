from odoo import api, models
from odoo.exceptions import UserError


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Two contacts become one: their bills and payments all stay."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        partners = src_partners | dst_partner
        self._club_check_approvals(partners)
        self._club_tell_bills_apart(partners)
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _club_check_approvals(self, partners):
        """Core deletes rows that a constraint keeps from moving: refuse before.

        :raises UserError: one of these contacts approved a payment to another one
        """
        # sudo: rights were checked in _merge; payments of all sections count.
        payment = (
            self.env["club.payment.out"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", partners.ids),
                    ("approver_partner_id", "in", partners.ids),
                ],
                limit=1,
            )
        )
        if payment:
            raise UserError(
                self.env._(
                    "%(approver)s approved %(payment)s to %(payee)s: made one, they "
                    "would have approved their own payment. Archive one of the two "
                    "contacts instead.",
                    approver=payment.approver_partner_id.name,
                    payment=payment.name,
                    payee=payment.partner_id.name,
                )
            )

    @api.model
    def _club_tell_bills_apart(self, partners):
        """Of two bills with one number, the later one says which it is."""
        # sudo: as above.
        bills = self.env["club.bill"].sudo()
        found = bills.search(
            [
                ("partner_id", "in", partners.ids),
                ("reference", "!=", False),
                ("state", "!=", "cancelled"),
            ],
            order="id",
        )
        seen = set()
        for bill in found:
            key = bill.company_id, bill.reference
            if key in seen:
                self.env.cr.execute(
                    "UPDATE club_bill SET reference = %s WHERE id = %s",
                    (f"{bill.reference} · {bill.id}", bill.id),
                )
            seen.add(key)
        found.invalidate_recordset(["reference"])
