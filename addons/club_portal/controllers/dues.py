from odoo import http
from odoo.http import request

from .base import PortalPages

ATTESTATION = "club_membership.action_report_attestation"
RECEIPT = "club_membership.action_report_receipt"


class DuesPages(PortalPages, http.Controller):
    """What is owed, what was paid, and the papers that prove it."""

    @http.route("/my/dues", type="http", auth="user", methods=["GET"], website=True)
    def dues(self, **kw):
        space = self._space()
        # First: it reads all periods at once, also those of the dues below.
        attestations = self._attestations(space)
        dues = request.env["club.due"]._of_space(space)
        bills = dues._bills()
        payable = dues.browse().union(*bills)
        env = request.env
        return self._page(
            "club_portal.dues",
            space,
            {
                "page": "dues",
                "bills": [bill._bill_values() for bill in bills],
                "others": [due._past_values(space) for due in dues - payable],
                "credits": env["club.due"]._credits_of_space(space),
                "payments": [
                    line._payment_values(space.person)
                    for line in env["club.deposit.line"]._of_space(space)
                ],
                "notices": [
                    notice._link_values(space.person)
                    for notice in env["club.notice"]._of_space(space)
                ],
                "attestations": attestations,
            },
        )

    def _attestations(self, space):
        """Terms for which an attestation can be had, latest first."""
        return [
            {"name": membership.partner_id.name, **period._status_values()}
            for membership in space.payable
            for period in membership._shown_periods()
            if period._has_attestation()
        ]

    @http.route(
        "/my/dues/notice/<int:notice_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def notice(self, notice_id, **kw):
        """The page of a notice, for its payer: without the secret of its address."""
        space = self._space()
        notices = request.env["club.notice"]._of_space(space, limit=None)
        notice = notices.filtered(lambda n: n.id == notice_id)
        if not notice:
            raise request.not_found()
        code = request.env.lang or "en_US"
        values = notice._page_values()
        if values["online_url"]:
            values["online_url"] = "/my/dues/pay"
        response = request.render(
            "club_membership.notice_page",
            {
                **values,
                "page_lang": code.replace("_", "-"),
                "lang_code": code,
                "languages": [],
                "back_url": "/my/dues",
            },
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    @http.route(
        "/my/dues/attestation/<int:period_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def attestation(self, period_id, **kw):
        """The attestation of a paid term, as PDF, or as a page where there is none."""
        space = self._space()
        periods = space.payable.period_ids.filtered(lambda p: p.id == period_id)
        if not (periods and periods._has_attestation()):
            raise request.not_found()
        return self._paper(
            ATTESTATION,
            periods,
            request.env._("Attestation %s", periods._term_label()),
        )

    @http.route(
        "/my/dues/receipt/<int:line_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def receipt(self, line_id, **kw):
        """The receipt of one payment, for its payer."""
        space = self._space()
        lines = request.env["club.deposit.line"]._of_space(space, limit=None)
        line = lines.filtered(lambda line: line.id == line_id and not line.bounced_on)
        if not line:
            raise request.not_found()
        return self._paper(
            RECEIPT, line, request.env._("Receipt %s", line._receipt_number())
        )
