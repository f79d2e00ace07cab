from odoo import fields, models
from odoo.tools import format_date


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _paying_step(self, bills):
        """Who has an open order is not told that the money is late."""
        step = super()._paying_step(bills)
        if not step["late"]:
            return step
        held = self._open_orders_of(bills)
        if not held:
            return step
        order = held[0]
        return {
            **step,
            "late": False,
            "sentence": self.env._(
                "%(amount)s are to be paid under your order %(order)s, open until "
                "%(day)s.",
                amount=step["amount"],
                order=order.name,
                day=format_date(self.env, order.until),
            ),
        }

    def _open_orders_of(self, bills):
        """Open orders of those who owe these bills."""
        payers = [bill.payer_id.id for bill in bills]
        # sudo: orders of the payers of bills that the member sees.
        orders = self.env["club.purchase.order"].sudo()
        return orders.search(
            [
                ("company_id", "=", self.company_id.id),
                ("partner_id", "in", payers),
                ("state", "=", "open"),
                ("until", ">=", fields.Date.context_today(self)),
            ]
        )


class ClubDue(models.Model):
    _inherit = "club.due"

    def _bill_values(self):
        values = super()._bill_values()
        if values["late"]:
            today, payers = fields.Date.context_today(self), self.payer_id
            orders = self.order_id.filtered(
                lambda o: (
                    o.state == "open" and o.until >= today and o.partner_id in payers
                )
            )
            values["late"] = not orders
        return values
