from odoo import http
from odoo.http import request

from .payment_form import PARTS, DuesPayment, SecretPages


class NoticePay(SecretPages, DuesPayment, http.Controller):
    """Paying online with the link of a notice, without signing in."""

    @http.route(
        "/club/notice/<int:notice_id>/<string:token>/pay",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def notice_pay(self, notice_id, token, part="now", **kw):
        """The payment form for the dues of this notice.

        :param part: ``now``, or ``all`` for instalments to come as well
        """
        notice = self._notice(notice_id, token)
        request.update_context(lang=self._notice_lang(notice))
        notice = notice.with_context(lang=request.env.lang)
        bills = notice._payable_bills()
        if not bills:
            return request.redirect(notice.access_url)
        dues = notice.due_ids.browse().union(*bills)
        part = part if part in PARTS else "now"
        return self._secret_page(
            "club_portal.notice_pay",
            {
                **notice._page_values(),
                **self._payment_values(
                    dues,
                    part,
                    notice.payer_id,
                    f"{notice.access_url}/transaction",
                    f"{notice.access_url}/paid",
                    signed_in=False,
                ),
                "bills": [bill._bill_values() for bill in bills],
                "part": part,
                "in_parts": any(
                    bill._bill_amount("now") < bill._bill_amount("all")
                    for bill in bills
                ),
                "under_way": bool(dues._payment_under_way()),
                "notice_url": notice.access_url,
            },
        )

    @http.route(
        "/club/notice/<int:notice_id>/<string:token>/transaction/<string:choice>",
        type="jsonrpc",
        auth="public",
    )
    def notice_transaction(self, notice_id, token, choice, **sent):
        """Create the payment of the dues of this notice."""
        notice = self._notice(notice_id, token)
        dues, part = self._read_choice(choice, notice.due_ids)
        return self._start_payment(
            dues,
            part,
            notice.payer_id,
            f"{notice.access_url}/paid",
            signed_in=False,
            sent=sent,
        )

    @http.route(
        "/club/notice/<int:notice_id>/<string:token>/paid",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def notice_paid(self, notice_id, token, **kw):
        """Say what became of the payment made in this session."""
        notice = self._notice(notice_id, token)
        request.update_context(lang=self._notice_lang(notice))
        payment = self._last_payment()
        if notice.payer_id not in payment.club_due_ids.payer_id:
            return request.redirect(notice.access_url)
        sentence, tone = payment.with_context(lang=request.env.lang)._club_outcome()
        return self._secret_page(
            "club_portal.notice_paid",
            {
                "association": notice.company_id.name,
                "sentence": sentence,
                "tone": tone,
                "notice_url": notice.access_url,
            },
        )

    def _notice(self, notice_id, token):
        notice = request.env["club.notice"]._by_token(notice_id, token)
        if not notice:
            raise request.not_found()
        return notice

    def _notice_lang(self, notice):
        """The visitor's own language, or the one in which we write to the payer."""
        chosen = request.cookies.get("frontend_lang")
        return (
            chosen
            if chosen in request.env["res.lang"]._get_frontend()
            else (notice._lang())
        )
