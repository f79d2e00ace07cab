import base64

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_amount, format_date


class ClubCofunding(models.Model):
    """Co-fundings as members see them: sums, and those who want to be named."""

    _inherit = "club.cofunding"

    @api.model
    def _of_space(self, space, cofunding_id=None):
        """Co-fundings of the space's associations, once they are open.

        :param cofunding_id: only this one
        """
        domain = [
            ("company_id", "in", space.standing.company_id.ids),
            ("state", "!=", "draft"),
        ]
        if cofunding_id is not None:
            domain.append(("id", "=", cofunding_id))
        # sudo: members hold no right on co-fundings; the domain is their space's.
        return self.sudo().search(domain)

    @api.model
    def _committing(self, space):
        """In whose name who is at the keyboard may pledge: nobody does it for them."""
        if space.mode != "self":
            return space.env["club.membership"]
        return space.standing & (space.own | space.manages)

    def _money(self, amount):
        return format_amount(self.env, amount, self.currency_id)

    def _card_values(self):
        """Co-fundings in a list, in their order."""
        states = dict(self._fields["state"]._description_selection(self.env))
        return [
            {
                "id": each.id,
                "url": f"/my/cofunding/{each.id}",
                "name": each.name,
                "state": each.state,
                "state_label": states[each.state],
                "is_open": each._is_open(),
                "amount": each._money(each.amount),
                "confirmed": each._money(each.confirmed_amount),
                "minimum": each._money(each.minimum),
                "percent": min(round(each.progress), 100),
                "minimum_percent": round(100 * each.minimum / each.amount),
                "deadline": format_date(self.env, each.deadline),
                "members": each.pledge_count,
            }
            for each in self
        ]

    def _page_values(self, space):
        """Everything that the page of one co-funding shows to this space."""
        self.ensure_one()
        shown = self.pledge_ids.filtered(
            lambda p: p.state == "confirmed" and p.is_shown
        )
        today = self.company_id._club_today()
        return {
            **self._card_values()[0],
            "description": self.description,
            "request": self.request_id._card_values()[0] if self.request_id else None,
            "announced": self._money(self.announced_amount)
            if self.announced_amount
            else "",
            "missing": self._money(max(self.minimum - self.confirmed_amount, 0.0)),
            "is_enough": self.confirmed_amount >= self.minimum,
            "days_left": (self.deadline - today).days,
            "smallest": self._money(self.smallest_pledge)
            if self.smallest_pledge
            else "",
            "quote": self._money(self.quote_amount) if self.quote_amount else "",
            "quote_on": format_date(self.env, self.quote_on) if self.quote_on else "",
            "has_file": bool(self.quote_file),
            "names": sorted(shown.membership_id.partner_id.mapped("name")),
            "failure_reason": self.failure_reason or "",
            "currency": self.currency_id.symbol or self.currency_id.name,
            "association": self.company_id.name,
            "mine": [self._mine_values(m) for m in self._committing(space)],
        }

    def _mine_values(self, membership):
        """The pledge of a member of the space, or the form for one."""
        pledge = self._pledge_of(membership)
        return {
            "membership": membership.id,
            "member": membership.partner_id.name,
            "state": pledge.state or "",
            "amount": self._money(pledge.amount) if pledge else "",
            "plain": f"{pledge.amount:.{self.currency_id.decimal_places}f}"
            if pledge
            else "",
            "is_shown": pledge.is_shown,
            "sentence": pledge.commitment or (pledge._sentence() if pledge else ""),
        }

    def _quote_bytes(self):
        """The vendor's quote, as it was uploaded."""
        self.ensure_one()
        return base64.b64decode(self.quote_file or b"")

    def _read_amount(self, text):
        """An amount as people type it: 1 500, 1500,50 or 1500.50.

        :raises UserError: it is none
        """
        plain = "".join((text or "").split()).replace("\u202f", "").replace(",", ".")
        digits = plain.replace(".", "", 1)
        if not (digits.isascii() and digits.isdecimal()) or len(digits) > 12:
            raise UserError(
                self.env._("Type the amount in figures, for example 1500 or 1500.50.")
            )
        return float(plain)


class ClubRoadmapTab(models.AbstractModel):
    """Developments that members share."""

    _inherit = "club.roadmap.tab"

    @api.model
    def _tabs(self, space):
        tab = {
            "key": "cofunding",
            "title": self.env._("Co-funding"),
            "text": self.env._("Developments that members pay for together."),
            "url": "/my/cofunding",
            "icon": "fa-handshake-o",
            "sequence": 80,
        }
        return [*super()._tabs(space), tab]
