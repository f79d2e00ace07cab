from odoo.addons.payment.controllers.portal import PaymentPortal
from odoo.addons.payment.controllers.post_processing import PaymentPostProcessing
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.http import request

PARTS = ("now", "all")
FLOWS = ("redirect", "direct", "token")


class PaymentForm:
    """Core's payment form for an amount that somebody owes to an association.

    What is paid and how much of it is computed here, when the page is shown and again
    when it is sent: of what the form sends, only the way of paying counts.
    """

    def _form_values(self, company, amount, partner, route, landing, signed_in):
        """What core's form needs to pay this amount.

        :param amount: in the company's currency
        :param partner: who pays; saved cards are shown to nobody else
        :param route: where the form creates its payment
        :param signed_in: whether the visitor proved to be ``partner``
        """
        providers, methods = company._club_payment_options(partner, amount)
        tokens = self._saved_cards(providers, partner, signed_in)
        shown = PaymentPortal._compute_show_tokenize_input_mapping(providers)
        return {
            "amount": amount,
            "currency": company.currency_id,
            "partner_id": partner.id,
            "providers_sudo": providers,
            "payment_methods_sudo": methods,
            "tokens_sudo": tokens,
            "availability_report": {},
            "show_tokenize_input_mapping": {
                key: signed_in and value for key, value in shown.items()
            },
            "transaction_route": route,
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

    def _create_payment(self, company, amount, partner, signed_in, sent, **values):
        """Create the payment that the form asks for.

        :param amount: what is owed now, in the company's currency
        :param sent: what the form sent
        :param values: more arguments of core's ``_create_transaction``
        :return: what core's form needs to go on
        :raises UserError: what is owed changed since the page was shown, this way of
            paying is not offered
        """
        PaymentPortal._validate_transaction_kwargs(
            sent, additional_allowed_keys=("access_token",)
        )
        self._check_shown(company.currency_id, amount, sent)
        providers, methods = company._club_payment_options(partner, amount)
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
            currency_id=company.currency_id.id,
            partner_id=partner.id,
            flow=flow,
            tokenization_requested=signed_in
            and bool(sent.get("tokenization_requested")),
            **values,
        )
        return transaction._get_processing_values()

    def _check_shown(self, currency, amount, sent):
        shown = PaymentPortal._cast_as_float(sent.get("amount")) or 0.0
        if amount <= 0 or currency.compare_amounts(shown, amount):
            raise UserError(
                request.env._(
                    "What is to be paid changed meanwhile. Reload the page to see it."
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


class SecretPages:
    """Pages that a link with a secret opens, without signing in."""

    def _secret_page(self, template, values):
        """A page whose address is a secret and whose content changes."""
        response = request.render(template, values)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


class DuesPayment(PaymentForm):
    """Paying dues, behind the portal and behind a notice's link.

    The form names dues and how much of them.
    """

    def _payment_values(self, dues, part, partner, route, landing, signed_in):
        """What core's form needs to pay these dues.

        :param dues: dues of one association, each bill complete
        :param part: ``now`` or ``all``
        :param route: where the form creates its payment, without the choice
        """
        return self._form_values(
            dues.company_id,
            self._payment_amount(dues, part),
            partner,
            f"{route}/{self._choice(dues, part)}",
            landing,
            signed_in,
        )

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
        """Create the payment of these dues that the form asks for.

        :raises UserError: as for any form, or a payment of these dues is under way
        """
        self._check_under_way(dues)
        return self._create_payment(
            dues.company_id,
            self._payment_amount(dues, part),
            partner,
            signed_in,
            sent,
            landing_route=landing,
            reference_prefix=dues[:1].reference,
            custom_create_values={
                "club_due_ids": [Command.set(dues.ids)],
                "club_shares": dues._payment_shares(part),
                # Core's own pages then know that a payment is under way.
                "invoice_ids": [Command.set(dues.invoice_id.ids)],
            },
        )

    def _check_under_way(self, dues):
        if dues._payment_under_way():
            raise UserError(
                request.env._(
                    "A payment of these dues is under way: wait for its outcome "
                    "before you pay again."
                )
            )
