from odoo import http
from odoo.addons.club_portal.controllers.dues import DuesPages
from odoo.http import request


class DebitPages(DuesPages):
    """On the page of dues: what will be debited, and what the bank returned."""

    @http.route()
    def dues(self, **kw):
        response = super().dues(**kw)
        space = response.qcontext["space"]
        lines = request.env["club.debit.line"]._of_space(space)
        returned = lines._returned_of_space(space)
        dues = request.env["club.due"]._of_space(space)
        payable = dues.browse().union(*dues._bills())
        others = dues - payable - dues.filtered("debit_on")
        response.qcontext.update(
            debits=[line._page_values() for line in lines],
            returned=[line._returned_sentences() for line in returned],
            others=[due._past_values(space) for due in others],
            may_sign_mandate=request.env["club.mandate"]._may_sign_of_space(space),
        )
        return response
