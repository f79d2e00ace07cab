import base64
import re

from odoo import http
from odoo.addons.club_portal.controllers.base import PortalPages, file_response
from odoo.addons.club_portal.controllers.pay import PayPages
from odoo.addons.club_portal.controllers.payment_form import PaymentForm
from odoo.exceptions import UserError
from odoo.http import request

from ..models.club_donation_page import LARGEST
from .amounts import read_amount

PAGE = "/my/donate"
# A gift beside dues, in cents, at the end of what the address of a payment names.
GIFT = re.compile(r"-g(\d{1,9})$")
CHOICE = re.compile(r"(\d{1,9})-(\d{1,9})-(\d{1,9})")


class GiftPayPages(PayPages):
    """Dues and a gift in one payment: the page asks, the address repeats it."""

    def _gift(self):
        """The gift beside the dues, in the company's currency."""
        choice = request.params.get("choice")
        if choice is not None:
            found = GIFT.search(choice)
            return int(found[1]) / 100 if found else 0.0
        return read_amount(request.params.get("gift"), LARGEST)

    def _offers_gifts(self, company):
        # sudo: whether the association books gifts at all.
        return bool(company.sudo().club_donation_account_id)

    def _payment_values(self, dues, part, *args, **kw):
        values = super()._payment_values(dues, part, *args, **kw)
        offered = self._offers_gifts(dues.company_id)
        return {
            **values,
            "gift": self._gift() if offered else 0.0,
            "gift_offered": offered,
        }

    def _payment_amount(self, dues, part):
        amount = super()._payment_amount(dues, part)
        if not self._offers_gifts(dues.company_id):
            return amount
        return dues.currency_id.round(amount + self._gift())

    def _choice(self, dues, part):
        choice, gift = super()._choice(dues, part), self._gift()
        return f"{choice}-g{round(gift * 100)}" if gift else choice

    def _read_choice(self, choice, dues):
        return super()._read_choice(GIFT.sub("", choice), dues)

    def _create_payment(self, company, *args, custom_create_values, **values):
        gift = self._gift()
        if gift and self._offers_gifts(company):
            custom_create_values = {**custom_create_values, "club_gift_amount": gift}
        return super()._create_payment(
            company, *args, custom_create_values=custom_create_values, **values
        )


class GiftPages(PortalPages, PaymentForm, http.Controller):
    """Give online, and see what one gave."""

    @http.route(PAGE, type="http", auth="user", methods=["GET"], website=True)
    def donate(self, amount="", donor="", section="", **kw):
        """What one gave, and the form of payment once an amount is said.

        :param amount: as typed
        :param donor: id of the one in whose name it is
        :param section: id of the section it is for, 0 for the association
        """
        space = self._space()
        gifts = request.env["club.donation"]
        values = gifts._page_of_space(space)
        company = space.company
        values["offered"] = bool(
            # sudo: whether the association books gifts at all.
            company.sudo().club_donation_account_id and values["donors"]
        )
        number = read_amount(amount, LARGEST)
        chosen = self._meant(space, donor, section)
        values.update(
            asked=number, chosen_donor=chosen[0].id, chosen_section=chosen[1].id
        )
        if number and values["offered"]:
            values.update(
                self._form_values(
                    company,
                    company.currency_id.round(number),
                    self._partner(space),
                    f"{PAGE}/transaction/{round(number * 100)}-{chosen[0].id}"
                    f"-{chosen[1].id or 0}",
                    f"{PAGE}/thanks",
                    signed_in=space.mode == "self",
                )
            )
        return self._page("club_finance.donate", space, {"page": "donate", **values})

    def _partner(self, space):
        """Who pays: who is logged in, or the member whom staff act for."""
        return space.person if space.mode == "staff" else space.user.partner_id

    def _meant(self, space, donor, section):
        """(donor, section or none) as offered; the first donor if none is said."""
        gifts = request.env["club.donation"]
        donors = gifts._donors_of_space(space)
        named = donors.filtered(lambda partner: str(partner.id) == str(donor))
        sections = gifts._sections_of_space(space)
        return (
            named or donors[:1],
            sections.filtered(lambda found: str(found.id) == str(section)),
        )

    @http.route(f"{PAGE}/transaction/<string:choice>", type="jsonrpc", auth="user")
    def transaction(self, choice, **sent):
        """Create the payment of a gift."""
        space = self._space()
        found = CHOICE.fullmatch(choice)
        if not found:
            raise request.not_found()
        cents, donor_id, section_id = found.groups()
        donor, section = self._meant(space, donor_id, section_id)
        company = space.company
        if str(donor.id) != donor_id or str(section.id or 0) != section_id:
            raise request.not_found()
        # sudo: whether the association books gifts at all.
        if not company.sudo().club_donation_account_id:
            raise UserError(request.env._("%s takes no gifts online.", company.name))
        amount = company.currency_id.round(int(cents) / 100)
        values = self._create_payment(
            company,
            amount,
            self._partner(space),
            space.mode == "self",
            sent,
            landing_route=f"{PAGE}/thanks",
            reference_prefix="GIFT",
            custom_create_values={
                "club_gift_amount": amount,
                "club_gift_donor_id": donor.id,
                "club_gift_section_id": section.id,
            },
        )
        space.trace(request.env._("A gift was begun online."))
        return values

    @http.route(
        f"{PAGE}/thanks", type="http", auth="user", methods=["GET"], website=True
    )
    def thanks(self, **kw):
        """Say what became of the gift made in this session."""
        payment = self._last_payment()
        if payment.club_gift_amount:
            self._flash(*payment._club_outcome())
        return request.redirect(PAGE)

    @http.route(
        f"{PAGE}/receipt/<int:receipt_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def receipt(self, receipt_id, **kw):
        """The paper of a tax receipt that holds, as it was frozen."""
        space = self._space()
        receipts = request.env["club.tax.receipt"]._of_space(space)
        found = receipts.filtered(
            lambda receipt: (
                receipt.id == receipt_id
                and receipt.state == "issued"
                and receipt.document
            )
        )
        if not found:
            raise request.not_found()
        content = base64.b64decode(found.document)
        if content.startswith(b"%PDF"):
            return file_response(content, f"{found.name}.pdf", "application/pdf")
        return file_response(content, f"{found.name}.html", "text/html")
