from odoo import http
from odoo.http import request

from .base import PortalPages
from .payment_form import PARTS, DuesPayment


class PayPages(PortalPages, DuesPayment, http.Controller):
    """Choose what to pay, pay it, and hear what became of it."""

    @http.route("/my/dues/pay", type="http", auth="user", methods=["GET"], website=True)
    def pay(self, membership=None, part="now", **kw):
        """Everything payable now, unless one chooses.

        :param membership: id: only what this membership owes
        :param part: ``now``, or ``all`` for instalments to come as well
        """
        space = self._space()
        dues = request.env["club.due"]._of_space(space)
        bills = dues._bills()
        if not bills:
            return request.redirect("/my/dues")
        chosen = self._chosen_bills(bills, membership)
        company = chosen[0].company_id
        ours = [bill for bill in bills if bill.company_id == company]
        chosen = dues.browse().union(*(b for b in chosen if b.company_id == company))
        part = part if part in PARTS else "now"
        form = self._payment_values(
            chosen,
            part,
            self._partner(space),
            "/my/dues/transaction",
            "/my/dues/paid",
            signed_in=space.mode == "self",
        )
        return self._page(
            "club_portal.pay",
            space,
            {
                "page": "dues",
                "bills": [
                    {**bill._bill_values(), "chosen": bool(bill & chosen)}
                    for bill in ours
                ],
                "others": len(bills) - len(ours),
                "association": company.name,
                "part": part,
                "in_parts": any(
                    bill._bill_amount("now") < bill._bill_amount("all") for bill in ours
                ),
                "under_way": bool(chosen._payment_under_way()),
                "notice": self._notice_with_bank(space, chosen),
                **form,
            },
        )

    def _chosen_bills(self, bills, membership):
        """Those ticked, else those of one membership, else all."""
        ticked = set(request.httprequest.args.getlist("due"))
        chosen = [bill for bill in bills if str(bill[0].id) in ticked]
        if not ticked and membership:
            chosen = [
                bill for bill in bills if membership in map(str, bill.membership_id.ids)
            ]
        if (ticked or membership) and not chosen:
            raise request.not_found()
        return chosen or bills

    def _partner(self, space):
        """Who pays: who is logged in, or the member whom staff act for."""
        return space.person if space.mode == "staff" else space.user.partner_id

    def _notice_with_bank(self, space, dues):
        """A notice of theirs that tells how to pay these dues by transfer."""
        notices = request.env["club.notice"]._of_space(space)
        found = notices.filtered(
            lambda notice: notice._bank() and notice.due_ids & dues
        )
        return found[:1]._link_values(space.person) if found else None

    @http.route("/my/dues/transaction/<string:choice>", type="jsonrpc", auth="user")
    def pay_transaction(self, choice, **sent):
        """Create the payment of dues chosen on the page."""
        space = self._space()
        dues = request.env["club.due"]._of_space(space)
        chosen, part = self._read_choice(choice, dues)
        values = self._start_payment(
            chosen,
            part,
            self._partner(space),
            "/my/dues/paid",
            signed_in=space.mode == "self",
            sent=sent,
        )
        space.trace(request.env._("An online payment was begun."))
        return values

    @http.route(
        "/my/dues/paid", type="http", auth="user", methods=["GET"], website=True
    )
    def paid(self, **kw):
        """Say what became of the payment made in this session."""
        transaction = self._last_payment()
        if transaction.club_due_ids:
            self._flash(*transaction._club_outcome())
        return request.redirect("/my/dues")
