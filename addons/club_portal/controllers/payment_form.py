from odoo.addons.payment.controllers.portal import PaymentPortal
from odoo.addons.payment.controllers.post_processing import PaymentPostProcessing
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.http import request

PARTS = ("now", "all")
FLOWS = ("redirect", "direct", "token")


class DuesPayment:
    """Core's payment form for dues, behind the portal and behind a notice's link.

    The form names dues and how much of them; the amount is computed here, when the
    page is shown and again when it is sent.
    """

    def _payment_values(self, dues, part, partner, route, landing, signed_in):
        """What core's form needs to pay these dues.

        :param dues: dues of one association, each bill complete
        :param part: ``now`` or ``all``
        :param partner: who pays; saved cards are shown to nobody else
        :param route: where the form creates its payment
        :param signed_in: whether the visitor proved to be ``partner``
        """
        company, currency = dues.company_id, dues.currency_id
        amount = self._payment_amount(dues, part)
        providers, methods = company._club_payment_options(partner, amount)
        tokens = self._saved_cards(providers, partner, signed_in)
        shown = PaymentPortal._compute_show_tokenize_input_mapping(providers)
        return {
            "amount": amount,
            "currency": currency,
            "partner_id": partner.id,
            "providers_sudo": providers,
            "payment_methods_sudo": methods,
            "tokens_sudo": tokens,
            "availability_report": {},
            "show_tokenize_input_mapping": {
                key: signed_in and value for key, value in shown.items()
            },
            "transaction_route": f"{route}/{self._choice(dues, part)}",
            "landing_route": landing,
            "access_token": "",
            "can_pay_online": bool(methods or tokens),
        }

    def _saved_cards(self, providers, partner, signed_in):
        """Cards that the visitor may pay with: their own. Core would also take those
        of everybody else at the same organisation."""
        # sudo: saved cards of the person themselves.
        tokens = request.env["payment.token"].sudo()
        if not signed_in:
            return tokens
        return tokens._get_available_tokens(providers.ids, partner.id)

    def _payment_amount(self, dues, part):
        shares = dues._payment_shares(part)
        return dues.currency_id.round(sum(amount for _ids, amount in shares))

    def _choice(self, dues, part):
        """Part and dues in an address; what may be paid is looked up again."""
        return "-".join([part, *map(str, dues.ids)])

    def _read_choice(self, choice, dues):
        """(dues chosen, part), or a page not found: nobody else's dues, no part of
        an invoice."""
        part, *ids = choice.split("-")
        try:
            wanted = {int(number) for number in ids}
        except ValueError:
            raise request.not_found() from None
        offered = dues.browse().union(*dues._bills())
        chosen = offered.filtered(lambda due: due.id in wanted)
        bills = chosen.browse().union(*chosen._bills())
        if part not in PARTS or wanted != set(bills.ids) or len(bills.company_id) != 1:
            raise request.not_found()
        return chosen, part

    def _start_payment(self, dues, part, partner, landing, signed_in, sent):
        """Create the payment that the form asks for.

        :param sent: what the form sent; of it, only the way of paying counts
        :return: what core's form needs to go on
        :raises UserError: what is owed changed since the page was shown, a payment
            is under way, this way of paying is not offered
        """
        PaymentPortal._validate_transaction_kwargs(
            sent, additional_allowed_keys=("access_token",)
        )
        amount = self._payment_amount(dues, part)
        self._check_payment(dues, amount, sent)
        providers, methods = dues.company_id._club_payment_options(partner, amount)
        flow = sent.get("flow")
        offered = sent.get("provider_id") in providers.ids and flow in FLOWS
        if flow == "token":
            cards = self._saved_cards(providers, partner, signed_in).filtered(
                lambda card: card.provider_id.id == sent.get("provider_id")
            )
            offered = offered and sent.get("token_id") in cards.ids
        else:
            offered = offered and sent.get("payment_method_id") in methods.ids
        if not offered:
            raise UserError(request.env._("This way of paying is not offered."))
        transaction = PaymentPortal()._create_transaction(
            provider_id=sent["provider_id"],
            payment_method_id=sent.get("payment_method_id"),
            token_id=sent.get("token_id"),
            amount=amount,
            currency_id=dues.currency_id.id,
            partner_id=partner.id,
            flow=flow,
            tokenization_requested=signed_in
            and bool(sent.get("tokenization_requested")),
            landing_route=landing,
            reference_prefix=dues[:1].reference,
            custom_create_values={
                "club_due_ids": [Command.set(dues.ids)],
                "club_shares": dues._payment_shares(part),
                # Core's own pages then know that a payment is under way.
                "invoice_ids": [Command.set(dues.invoice_id.ids)],
            },
        )
        return transaction._get_processing_values()

    def _check_payment(self, dues, amount, sent):
        shown = PaymentPortal._cast_as_float(sent.get("amount")) or 0.0
        if amount <= 0 or dues.currency_id.compare_amounts(shown, amount):
            raise UserError(
                request.env._(
                    "What is to be paid changed meanwhile. Reload the page to see it."
                )
            )
        if dues._payment_under_way():
            raise UserError(
                request.env._(
                    "A payment of these dues is under way: wait for its outcome "
                    "before you pay again."
                )
            )

    def _last_payment(self):
        """The last payment of this session, with rights to read it."""
        # sudo: core keeps in the session which payment its browser began.
        return (
            request.env["payment.transaction"]
            .sudo()
            .browse(request.session.get(PaymentPostProcessing.MONITORED_TX_ID_KEY))
            .exists()
        )
