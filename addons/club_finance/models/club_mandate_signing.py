from odoo import api, fields, models
from odoo.addons.base_iban.models.res_partner_bank import normalize_iban, validate_iban
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from .club_mandate import LIVE
from .club_mandate_evidence import WORDING_VERSION

# Characters of a name, as files for the bank carry them.
NAME_LENGTH = 70


class ClubMandate(models.Model):
    """Signing: checks in words, then OCA's mandate, ours, and the frozen document."""

    _inherit = "club.mandate"

    @api.model
    def _sign(self, payer, company, iban, holder, channel, **facts):
        """Begin a mandate that its payer signed.

        Callers check that whoever signs may commit the payer.

        :param payer: ``res.partner`` who owes the dues
        :param iban: as it was typed
        :param holder: name on the account, by default the payer's
        :param channel: ``portal`` or ``paper``
        :param facts: evidence: ``signed_on`` (paper), ``typed_name``, ``signed_by_id``,
            ``ip_address``, ``user_agent``, ``document`` and ``document_name`` (scan)
        :return: the mandate, in force
        :raises UserError: no creditor identifier, wrong IBAN, a mandate lives already
        """
        # sudo: the rights to sign were checked; bank accounts and OCA's mandates are
        # the accountants'.
        mandates = self.sudo().with_company(company)
        payer, company = payer.sudo(), company.sudo()
        mandates._check_signable(payer, company, facts.get("signed_on"))
        iban = mandates._check_iban(iban)
        mandates._check_none_lives(payer, company)
        holder = " ".join((holder or payer.name or "").split())[:NAME_LENGTH]
        signed_on = facts.pop("signed_on", None) or company._club_today()
        ours = mandates._begin(payer, company, iban, holder, channel, signed_on, facts)
        if not ours.document:
            ours._freeze()
        ours._told_signed()
        return ours

    @api.model
    def _begin(self, payer, company, iban, holder, channel, signed_on, facts):
        bank = self._bank_account(payer, iban, holder)
        # The day of the association: checks of the signature's date go by it.
        theirs = (
            self.env["account.banking.mandate"]
            .with_context(tz=company._club_tz(), club_mandate=True)
            .create(
                {
                    "format": "sepa",
                    "type": "recurrent",
                    "scheme": "CORE",
                    "recurrent_sequence_type": "first",
                    "partner_bank_id": bank.id,
                    "company_id": company.id,
                    "signature_date": signed_on,
                    "state": "valid",
                }
            )
        )
        speaking = self.with_context(lang=payer.lang or self.env.lang)
        ours = self.create(
            {
                "company_id": company.id,
                "partner_id": payer.id,
                "mandate_id": theirs.id,
                "reference": theirs.unique_mandate_reference,
                "holder": holder,
                "iban_masked": f"{iban[:4]} •••• {iban[-4:]}",
                "state": "active",
                "channel": channel,
                "signed_on": signed_on,
                "signed_at": fields.Datetime.now(),
                "wording": speaking._wording(company),
                "wording_version": WORDING_VERSION,
                **facts,
            }
        )
        ours.evidence_hash = ours._digest()
        return ours

    @api.model
    def _check_signable(self, payer, company, signed_on):
        if not company.sepa_creditor_identifier:
            raise UserError(
                self.env._(
                    "%s has no SEPA creditor identifier yet, which every mandate "
                    "names: the administrator enters it in Configuration, Settings.",
                    company.name,
                )
            )
        if payer.club_deceased_on:
            raise UserError(self.env._("%s is recorded as deceased.", payer.name))
        if not signed_on:
            return
        today = company._club_today()
        if signed_on > today:
            raise UserError(
                self.env._(
                    "A mandate cannot be signed on %s, which is still to come.",
                    format_date(self.env, signed_on),
                )
            )
        if fields.Date.add(signed_on, months=36) <= today:
            raise UserError(
                self.env._(
                    "A mandate signed on %s expired after 36 months without a debit: "
                    "ask for a new signature.",
                    format_date(self.env, signed_on),
                )
            )

    @api.model
    def _check_iban(self, typed):
        """The account number without spaces.

        :raises UserError: it is none, or of a country without SEPA debits
        """
        iban = normalize_iban((typed or "")[:60]).upper()
        try:
            validate_iban(iban)
        except ValidationError as error:
            raise UserError(
                self.env._(
                    "This is not a valid IBAN: one figure may be missing or wrong. "
                    "Copy it from your bank's statement of account details."
                )
            ) from error
        zone = self.env.ref("base.sepa_zone").sudo()  # sudo: a list of countries
        if iban[:2] not in zone.country_ids.mapped("code"):
            raise UserError(
                self.env._(
                    "SEPA debits do not reach accounts in that country (%s): give an "
                    "account in the SEPA zone, or pay otherwise.",
                    iban[:2],
                )
            )
        return iban

    @api.model
    def _check_none_lives(self, payer, company):
        alive = self.search(
            [
                ("partner_id", "=", payer.id),
                ("company_id", "=", company.id),
                ("state", "in", LIVE),
            ]
        )
        if alive:
            raise UserError(
                self.env._(
                    "%(payer)s has the mandate %(mandate)s already: change its bank "
                    "account, or revoke it first.",
                    payer=payer.name,
                    mandate=alive.reference,
                )
            )

    @api.model
    def _bank_account(self, payer, iban, holder):
        """The payer's bank account of that number, known or new."""
        accounts = self.env["res.partner.bank"].with_context(active_test=False)
        found = accounts.search(
            [("partner_id", "=", payer.id), ("sanitized_acc_number", "=", iban)]
        )
        if not found:
            return accounts.create(
                {"partner_id": payer.id, "acc_number": iban, "acc_holder_name": holder}
            )
        found.write({"active": True, "acc_holder_name": holder})
        return found

    def _replace(self, iban, holder, channel, **facts):
        """Sign anew on another account: this mandate ends where the next begins.

        :return: the new mandate
        :raises UserError: this one ended already, or as for ``_sign``
        """
        self.ensure_one()
        old = self.sudo()._lock_in_state(*LIVE)  # sudo: as for signing
        if not old:
            raise UserError(
                self.env._(
                    "The mandate %s ended already: sign a new one.", self.reference
                )
            )
        old._end("replaced", self.env._("Another bank account"))
        new = self._sign(old.partner_id, old.company_id, iban, holder, channel, **facts)
        old.replaced_by_id = new
        return new
