from odoo import api, models
from odoo.addons.club_portal.models.club_upload import PDF, PICTURES
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_amount, format_date


class ClubPurchaseOrder(models.Model):
    """Orders as the manager of a company reads and enters them."""

    _name = "club.purchase.order"
    _inherit = ["club.purchase.order", "club.upload"]

    _upload_most = 1
    _upload_megabytes = 10
    _upload_types = PDF | PICTURES

    @api.model
    def _of_space(self, space, limit=50):
        """Orders of this person and of the companies they manage, latest first."""
        payers = space.payers
        # sudo: members hold no rights on orders; these are their own.
        return self.sudo().search_fetch(
            Domain("partner_id", "in", payers.ids)
            & Domain("company_id", "in", space.companies.ids),
            order="date desc, id desc",
            limit=limit,
        )

    def _line_values(self, person):
        """One order as a line of the page."""
        self.ensure_one()
        states = dict(self._fields["state"]._description_selection(self.env))

        def money(amount):
            return format_amount(self.env, amount, self.currency_id)

        return {
            "number": self.name,
            "body": self.partner_id.name if self.partner_id != person else "",
            "date": format_date(self.env, self.date),
            "until": format_date(self.env, self.until),
            "amount": money(self.amount) if self.amount else "",
            "owed": money(self.residual) if self.residual > 0 else "",
            "open": self.state == "open",
            "state": states[self.state],
            "document": f"/my/orders/{self.id}/document" if self.document_name else "",
        }

    @api.model
    def _enter(self, membership, vals):
        """Record the order that a company's manager enters in its space.

        :param membership: of the company, managed by who enters it
        :param vals: ``name``, and maybe ``amount``, ``engagement_number``,
            ``document``, ``document_name``
        :return: the order
        :raises UserError: it has no number, or somebody else pays
        """
        if not (vals.get("name") or "").strip():
            raise UserError(self.env._("Type the number of your order."))
        membership._check_pays_itself()
        company = membership.company_id
        # sudo: a manager holds no rights on orders; this one is of their company.
        orders = self.sudo().with_company(company)
        return orders.create(
            {
                **vals,
                "partner_id": membership.partner_id.id,
                "company_id": company.id,
                "section_id": membership.section_id.id,
                "date": company._club_today(),
                "entered_online": True,
            }
        )
