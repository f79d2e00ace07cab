import base64
from datetime import timedelta
from pathlib import PurePath

from odoo import http
from odoo.addons.club_portal.controllers.base import PortalPages, file_response
from odoo.exceptions import UserError
from odoo.http import request

PAGE = "/my/orders"
QUOTE = "club_finance.action_report_quote"
LARGEST_ID = 2**31 - 1
# The longest that an order entered by its company protects it.
HELD_DAYS = 366


class OrderPages(PortalPages, http.Controller):
    """Quotes and orders of a company, for who manages it."""

    @http.route(PAGE, type="http", auth="user", methods=["GET"], website=True)
    def orders(self, **kw):
        """Everything at once: quotes, orders, what invoices are to say."""
        space = self._space()
        quotes = request.env["club.quote"]._of_space(space)
        orders = request.env["club.purchase.order"]._of_space(space)
        if not space.manages and not quotes and not orders:
            raise request.not_found()
        return self._page(
            "club_finance.portal_orders",
            space,
            {
                "page": "orders",
                "quotes": [quote._link_values(space.person) for quote in quotes],
                "orders": [order._line_values(space.person) for order in orders],
                "companies": [
                    {"id": membership.id, **membership._club_order_values()}
                    for membership in space.manages
                ],
            },
        )

    def _managed(self, membership_id):
        """(space, membership) of a company that this person manages."""
        space = self._space()
        membership = space.manages.filtered(lambda m: str(m.id) == str(membership_id))
        if not membership:
            raise request.not_found()
        return space, membership

    @http.route(
        "/my/quotes/ask", type="http", auth="user", methods=["POST"], website=True
    )
    def ask(self, membership_id="", kind="", seats="", **kw):
        """Ask for a quote: it is made at once, from the prices of the association.

        :param membership_id: of the company it is for
        :param kind: ``renewal`` or ``seats``
        :param seats: how many more
        """
        space, membership = self._managed(membership_id)
        return self._do(
            space,
            PAGE,
            lambda: request.env["club.quote"]._ask(
                membership, kind, self._number(seats)
            ),
            lambda quote: request.env._(
                "The quote %s is ready: print it, or accept it below.", quote.name
            ),
        )

    def _number(self, text):
        return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0

    def _quote(self, quote_id):
        """(space, quote) if it was made to this person or a company of theirs."""
        space = self._space()
        quotes = request.env["club.quote"]
        if 0 < quote_id <= LARGEST_ID:
            quotes = quotes._of_space(space, limit=None)
        quote = quotes.filtered(lambda q: q.id == quote_id)
        if not quote:
            raise request.not_found()
        return space, quote

    @http.route(
        "/my/quotes/<int:quote_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def quote(self, quote_id, **kw):
        space, quote = self._quote(quote_id)
        return self._page(
            "club_finance.portal_quote",
            space,
            {"page": "orders", "quote": quote._page_values(space.person)},
        )

    @http.route(
        "/my/quotes/<int:quote_id>/pdf",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def paper(self, quote_id, **kw):
        _space, quote = self._quote(quote_id)
        return self._paper(
            QUOTE, quote, request.env._("Quote %s", quote.name.replace("/", "-"))
        )

    @http.route(
        "/my/quotes/<int:quote_id>/accept",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def accept(self, quote_id, number="", engagement="", **kw):
        """Accept a quote: its dues are called.

        :param number: of the order that comes with it, empty without one
        :param engagement: its engagement number, if the body has one beside
        """
        space, quote = self._quote(quote_id)

        def answer():
            order = None
            if number.strip():
                order = {
                    "name": number.strip()[:64],
                    "engagement_number": engagement.strip()[:64] or False,
                    **self._document(),
                }
            return quote._accept(person=space.person, order=order)

        return self._do(
            space,
            f"/my/quotes/{quote_id}",
            answer,
            lambda was_ours: (
                request.env._(
                    "Thank you: the quote %s is accepted, and its dues are called.",
                    quote.name,
                )
                if was_ours
                else request.env._("The quote %s was accepted already.", quote.name)
            ),
        )

    @http.route(
        "/my/quotes/<int:quote_id>/refuse",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def refuse(self, quote_id, **kw):
        space, quote = self._quote(quote_id)
        return self._do(
            space,
            PAGE,
            lambda: quote._refuse(space.person),
            request.env._("The quote %s is refused.", quote.name),
        )

    @http.route(
        "/my/orders/new", type="http", auth="user", methods=["POST"], website=True
    )
    def enter(self, membership_id="", number="", engagement="", amount="", **kw):
        """Send one's purchase order.

        :param membership_id: of the company that orders
        :param number: of the order
        :param engagement: its engagement number, if the body has one beside
        :param amount: taxes included, empty if the order does not say
        """
        space, membership = self._managed(membership_id)

        def record():
            document = self._document()
            if not document:
                raise UserError(
                    request.env._("Add the order itself: a PDF or a picture of it.")
                )
            today = membership.company_id._club_today()
            return request.env["club.purchase.order"]._enter(
                membership,
                {
                    "name": number.strip()[:64],
                    "engagement_number": engagement.strip()[:64] or False,
                    "amount": self._amount(amount),
                    "until": today + timedelta(days=HELD_DAYS - 1),
                    **document,
                },
            )

        return self._do(
            space,
            PAGE,
            record,
            lambda order: request.env._(
                "Your order %s is recorded. While it is open you receive no reminder "
                "of a late payment.",
                order.name,
            ),
        )

    def _amount(self, text):
        """An amount as people type it, 0 for none."""
        plain = "".join(text.split()).replace("€", "").replace(",", ".")
        if not plain:
            return 0.0
        whole, _dot, cents = plain.partition(".")
        if not (whole.isascii() and whole.isdigit()) or len(whole) > 9:
            raise UserError(request.env._("%s is not an amount.", text[:40]))
        if cents and not (cents.isascii() and cents.isdigit()):
            raise UserError(request.env._("%s is not an amount.", text[:40]))
        return float(plain.rstrip("."))

    def _document(self):
        """Values of an order for the document that the form brings, maybe none."""
        orders = request.env["club.purchase.order"]
        sent = self._uploads(orders._name, "document")
        if not sent:
            return {}
        orders._check_uploads(sent)
        name, content = sent[0]
        return {
            "document": base64.b64encode(content),
            "document_name": PurePath(name).name[:200],
        }

    @http.route(
        "/my/orders/<int:order_id>/document",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def document(self, order_id, **kw):
        """The document of one's own order."""
        space = self._space()
        orders = request.env["club.purchase.order"]
        if 0 < order_id <= LARGEST_ID:
            orders = orders._of_space(space, limit=None)
        order = orders.filtered(lambda o: o.id == order_id and o.document)
        if not order:
            raise request.not_found()
        return file_response(
            base64.b64decode(order.document), order.document_name or "order"
        )

    @http.route(
        "/my/orders/references",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def references(
        self,
        membership_id="",
        registry="",
        service="",
        engagement="",
        contract="",
        **kw,
    ):
        """Say what invoices to one's company must carry.

        :param membership_id: of the company
        :param registry: its SIRET
        :param service: service code
        :param engagement: engagement number
        :param contract: contract number
        """
        space, membership = self._managed(membership_id)

        def note():
            membership._check_pays_itself()
            membership.partner_id._club_set_references(
                registry[:32], service[:64], engagement[:64], contract[:64]
            )

        return self._do(
            space,
            PAGE,
            note,
            request.env._("Noted: your next invoices and notices say so."),
        )
