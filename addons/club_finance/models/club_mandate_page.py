from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_amount, format_date

from .club_mandate import LIVE

LONGEST = 300  # characters kept of what a browser says of itself


class ClubMandate(models.Model):
    """The mandates of a space: its person's, a child's, a company's."""

    _inherit = "club.mandate"

    @api.model
    def _parties_of_space(self, space):
        """Memberships whose payer this space may commit, one per payer and company.

        Only of associations that debit accounts, or hold a mandate of the payer.
        """
        parties = {}
        for membership in space.payable:
            payer, company = membership._payer, membership.company_id
            if payer in space.payers:
                parties.setdefault((payer, company), membership)
        held = self._held_by([payer.id for payer, _company in parties])
        return {
            membership: held.filtered(
                lambda m, key=key: (m.partner_id, m.company_id) == key
            )
            for key, membership in parties.items()
            if key[1]._club_mandates_open()
            or any((m.partner_id, m.company_id) == key for m in held)
        }

    @api.model
    def _may_sign_of_space(self, space):
        """Whether somebody of this space could still sign a mandate."""
        parties = space.once("mandates", lambda: self._parties_of_space(space))
        return any(
            membership.company_id._club_mandates_open()
            and not any(mandate.state in LIVE for mandate in held)
            for membership, held in parties.items()
        )

    @api.model
    def _held_by(self, payer_ids):
        # sudo: the mandates of whom the space speaks for.
        return self.sudo().search([("partner_id", "in", payer_ids)])

    @api.model
    def _of_space(self, space):
        """All mandates that this space shows, past ones included."""
        return self.sudo().union(*self._parties_of_space(space).values())  # sudo: above

    @api.model
    def _page_of_space(self, space):
        """Plain values for the page."""
        parties = self._parties_of_space(space)
        several = len({m.company_id for m in parties}) > 1
        return {
            "may_sign": space.mode != "staff",
            "parties": [
                {
                    "id": membership.id,
                    "payer": membership._payer.name,
                    "association": membership.company_id.name,
                    "several": several,
                    "creditor": membership.company_id.sepa_creditor_identifier,
                    "open": bool(membership.company_id._club_mandates_open()),
                    "name": "" if membership._payer.is_company else space.user.name,
                    "wording": self._wording(membership.company_id),
                    "coming": self._coming(membership),
                    "live": mandates.filtered(lambda m: m.state in LIVE)._card(),
                    "past": [
                        mandate._card()
                        for mandate in mandates
                        if mandate.state not in LIVE
                    ],
                }
                for membership, mandates in parties.items()
            ],
        }

    @api.model
    def _coming(self, membership):
        """Debits that this payer was told of and that are still to come."""
        # sudo: of the payer whom the space speaks for.
        lines = (
            self.env["club.debit.line"]
            .sudo()
            .search(
                [
                    ("payer_id", "=", membership._payer.id),
                    ("company_id", "=", membership.company_id.id),
                    ("state", "in", ("announced", "ordered")),
                ],
                order="collection_date, id",
            )
        )
        return [
            self.env._(
                "%(amount)s will be debited on %(day)s.",
                amount=format_amount(self.env, line.amount, line.currency_id),
                day=format_date(self.env, line.collection_date),
            )
            for line in lines
        ]

    def _card(self):
        """What a page shows of one mandate; nothing of none."""
        if not self:
            return None
        self.ensure_one()
        states = dict(self._fields["state"]._description_selection(self.env))

        def said(day):
            return format_date(self.env, day) if day else ""

        return {
            "id": self.id,
            "reference": self.reference,
            "iban": self.iban_masked or "",
            "holder": self.holder or "",
            "state": self.state,
            "state_label": states[self.state],
            "signed_on": said(self.signed_on),
            "last_debit_on": said(self.last_debit_on),
            "ended_on": said(self.ended_on),
            "reason": self.reason or "",
            "has_document": self.document_kept,
        }

    @api.model
    def _sign_of_space(self, space, membership_id, typed):
        """Sign for the payer of this membership.

        :param typed: ``iban``, ``holder``, ``name``, ``agreed``, and of the browser
            ``ip_address`` and ``user_agent``
        :raises UserError: not agreed, no name, staff signs for nobody
        """
        membership = self._party(space, membership_id)
        facts = self._signature(space, membership.company_id, typed)
        return self._sign(
            membership._payer,
            membership.company_id,
            typed["iban"],
            typed["holder"],
            "portal",
            **facts,
        )

    def _replace_of_space(self, space, typed):
        """Sign anew, on another account, in place of this mandate."""
        facts = self._signature(space, self.company_id, typed)
        return self._replace(typed["iban"], typed["holder"], "portal", **facts)

    @api.model
    def _party(self, space, membership_id):
        """The membership of this space with this id, whose payer may sign."""
        for membership in self._parties_of_space(space):
            if membership.id == membership_id:
                return membership
        return self.env["club.membership"]

    @api.model
    def _signature(self, space, company, typed):
        """The evidence of a signature, from a form that says all it must say."""
        if space.mode == "staff":
            raise UserError(
                self.env._(
                    "Only the payer signs a mandate. Ask for a signed page and enter "
                    "it in Direct debits, Enter a paper mandate."
                )
            )
        if not company._club_mandates_open():
            raise UserError(
                self.env._(
                    "%s takes no signature here: ask its treasurer for a paper form.",
                    company.name,
                )
            )
        name = " ".join(typed["name"].split())
        if not typed["agreed"] or len(name) < 2:
            raise UserError(
                self.env._(
                    "Nothing was signed: tick that you authorise the debits, and type "
                    "your name as signature."
                )
            )
        return {
            "typed_name": name[:70],
            "signed_by_id": space.user.partner_id.id,
            "ip_address": typed["ip_address"],
            "user_agent": (typed["user_agent"] or "")[:LONGEST],
        }


class ClubPortalCard(models.AbstractModel):
    """Direct debit on the home page."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        mandates = self.env["club.mandate"]
        parties = space.once("mandates", lambda: mandates._parties_of_space(space))
        if not parties:
            return cards
        live = [
            mandate
            for found in parties.values()
            for mandate in found
            if mandate.state in LIVE
        ]
        stopped = sum(mandate.state == "suspended" for mandate in live)
        return [
            *cards,
            {
                "key": "mandate",
                "title": self.env._("Direct debit"),
                "text": self.env._("Your bank account pays your dues.")
                if live
                else self.env._("Let your bank account pay your dues."),
                "url": "/my/mandate",
                "icon": "fa-university",
                "sequence": 22,
                "count": stopped,
                "count_label": self.env._("mandates are suspended"),
                "in_menu": bool(live),
            },
        ]
