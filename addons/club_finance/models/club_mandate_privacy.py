from odoo import api, fields, models
from odoo.fields import Domain

from .club_mandate import LIVE

# After the last debit a bank may ask for the mandate so many months (SEPA Core
# rulebook: 13 months for unauthorised debits, and a month to answer).
ASKED_FOR = 14
EXPORTED = (
    "reference",
    "company_id",
    "partner_id",
    "holder",
    "iban_masked",
    "state",
    "channel",
    "signed_on",
    "signed_at",
    "typed_name",
    "ip_address",
    "user_agent",
    "wording",
    "last_debit_on",
    "ended_on",
    "reason",
)

RETURNED = ("end_to_end", "payer_name", "day", "amount", "code", "text", "told_on")


class ClubMandate(models.Model):
    """Forgetting who signed, once no bank can ask for the proof any more."""

    _inherit = "club.mandate"

    forget_on = fields.Date(
        readonly=True,
        index="btree_not_null",
        help="The payer asked to be forgotten: evidence stays until this day, because "
        "a bank may still ask for it.",
    )

    def _forget_when_allowed(self):
        """Stop these mandates, and forget their payers now or once it is allowed."""
        for mandate in self:
            if mandate.state in LIVE:
                mandate._end("revoked", self.env._("The payer is forgotten"))
            used = mandate.last_debit_on
            mandate.forget_on = (
                fields.Date.add(used, months=ASKED_FOR)
                if used
                else mandate.company_id._club_today()
            )
        self._forget_due()

    @api.model
    def _forget_due(self):
        """Wipe the evidence whose day has come; what was debited stays in the books."""
        waiting = self.search([("forget_on", "!=", False)])
        due = waiting.filtered(lambda m: m.forget_on <= m.company_id._club_today())
        for mandate in due:
            name = mandate.partner_id._club_former_name()
            mandate.write(
                {
                    "holder": name,
                    "typed_name": False,
                    "signed_by_id": False,
                    "ip_address": False,
                    "user_agent": False,
                    "iban_masked": False,
                    "document": False,
                    "document_name": False,
                    "note": False,
                    "forget_on": False,
                }
            )
            mandate.message_ids.unlink()


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        result = super()._club_forget_elsewhere()
        # sudo: as for their other data; who may erase was checked.
        mandates = self.env["club.mandate"].sudo()
        mandates.search([("partner_id", "in", self.ids)])._forget_when_allowed()
        # What the bank called them; the reference and the amount stay in the books.
        returned = mandates.env["club.debit.return.line"].search(
            [("payer_id", "in", self.ids)]
        )
        returned.write({"payer_name": False, "text": False})
        # Who signed for a company or a child: the mandate stays, their name goes.
        signed = mandates.search(
            [("signed_by_id", "in", self.ids), ("partner_id", "not in", self.ids)]
        )
        signed.write(
            {
                "signed_by_id": False,
                "typed_name": self[:1]._club_former_name(),
                "ip_address": False,
                "user_agent": False,
            }
        )
        return result


class ClubDataExport(models.AbstractModel):
    """A person's mandates, and what the bank returned, in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: a person's own rows.
        env = person.sudo().env
        mandates = Domain("partner_id", "=", person.id) | Domain(
            "signed_by_id", "=", person.id
        )
        return {
            **super()._parts_besides(person),
            "debit_mandates": (env["club.mandate"].search(mandates), EXPORTED),
            "returned_debits": (
                env["club.debit.return.line"].search([("payer_id", "=", person.id)]),
                RETURNED,
            ),
        }


class ClubDataReaders(models.AbstractModel):
    _inherit = "club.data.readers"

    @api.model
    def _areas(self):
        return {
            **super()._areas(),
            "club.mandate": self.env._("debit mandates"),
            "club.debit.return.line": self.env._("returned debits"),
        }
