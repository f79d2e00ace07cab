from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .club_request_states import MACHINE

MACHINE.add("sponsor_from")
# Who waits for more than that opens the list.
COUNTED = 50


class ClubRequest(models.Model):
    """From so many supporters on, a commission sponsors a request or says why not."""

    _inherit = "club.request"

    sponsor_from = fields.Integer(
        readonly=True,
        copy=False,
        help="Supporters from which a commission is asked again, once one has said "
        "why it does not sponsor the request.",
    )

    @api.model
    def _awaiting_domain(self, companies):
        """Requests that have the support at which a commission is asked."""
        enough = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("support_count", ">=", company.club_request_threshold)
            for company in companies
        )
        again = Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s >= COALESCE(%s, 0)",
                model._field_to_sql(alias, "support_count", query),
                model._field_to_sql(alias, "sponsor_from", query),
            )
        )
        return Domain("state", "=", "open") & enough & again

    @api.model
    def _led_commissions(self, space):
        """Commissions in whose chair, or next to it, the person of a space sits."""
        return space.seats.filtered(lambda row: row._leads()).commission_id

    @api.model
    def _examined_by(self, commissions):
        """Requests of these commissions, and those of none if one is topical."""
        domain = Domain("commission_id", "in", commissions.ids)
        topical = commissions.filtered(lambda c: c.kind == "topical")
        return domain | (
            Domain("commission_id", "=", False)
            & Domain("company_id", "in", topical.company_id.ids)
        )

    @api.model
    def _waiting_domain(self, space):
        """What waits for a commission that the person leads."""
        led = self._led_commissions(space)
        if not led or not self._may_propose(space):
            return Domain.FALSE
        return self._awaiting_domain(led.company_id) & self._examined_by(led)

    @api.model
    def _commission_domain(self, space):
        """Requests of the commissions in which the person takes part."""
        active = space.seats.filtered(lambda row: row._takes_part())
        return Domain("commission_id", "in", active.commission_id.ids)

    @api.model
    def _waiting_count(self, space):
        """How many wait, ``COUNTED`` at most."""
        if not self._led_commissions(space):
            return 0
        domain = self._visible_domain(space) & self._waiting_domain(space)
        # sudo: members hold no right on requests; the domain is their space's.
        return self.sudo().search_count(domain, limit=COUNTED)

    def _sponsors_here(self, space):
        """Commissions led by the person of a space that this request waits for."""
        waiting = self._waiting_domain(space) & Domain("id", "=", self.id)
        # sudo: as above
        if self._root() != self or not self.sudo().search_count(waiting):
            return self.env["club.commission"]
        led = self._led_commissions(space).filtered(
            lambda c: c.company_id == self.company_id
        )
        if self.commission_id:
            return led & self.commission_id
        return led.filtered(lambda c: c.kind == "topical")

    def _sponsor(self, commission, by="commission"):
        """Have a commission stand for this request.

        :raises UserError: it is not open
        """
        self.ensure_one()
        if self.state != "open":
            raise UserError(
                self.env._(
                    "“%(request)s” is not collecting support any more: %(state)s.",
                    request=self.name,
                    state=self._state_label(),
                )
            )
        # sudo: chairs hold no right on requests; callers check whom it waits for.
        self.sudo().commission_id = commission
        reason = self.env._("Sponsored by %s.", commission.name)
        self._move("sponsored", reason=reason, by=by)

    def _refuse_sponsoring(self, commission, reason):
        """Keep why a commission does not sponsor this request: it stays open, and is
        asked again at double the supporters.

        :raises UserError: no reason
        """
        self.ensure_one()
        reason = (reason or "").strip()[:1000]
        if not reason:
            raise UserError(
                self.env._(
                    "Say why the commission does not sponsor it: members read it."
                )
            )
        # sudo: as above
        self.sudo().sponsor_from = 2 * self.support_count
        said = self.env._(
            "Not sponsored by %(commission)s: %(reason)s",
            commission=commission.name,
            reason=reason,
        )
        self._move("open", reason=said, by="commission")


class ClubRoadmapTab(models.AbstractModel):
    _inherit = "club.roadmap.tab"

    @api.model
    def _tabs(self, space):
        tabs = super()._tabs(space)
        count = self.env["club.request"]._waiting_count(space)
        if count:
            label = self.env._("requests that wait for your commission")
            for tab in tabs:
                if tab["key"] == "requests":
                    tab.update(count=count, count_label=label)
        return tabs
