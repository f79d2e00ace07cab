from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date

from .club_pain import LIVE

ORDERS = {
    "members": "member_count desc, id desc",
    "hours": "hours desc, id desc",
    "newest": "id desc",
}
STANDS = {"live": LIVE, "over": ("healed", "closed")}


class ClubPain(models.Model):
    """What the member's space shows of pain points: chosen values, never records."""

    _inherit = "club.pain"

    @api.model
    def _visible_domain(self, space):
        """Pain points that a space may look at: those of its associations."""
        return Domain("company_id", "in", space.standing.company_id.ids)

    @api.model
    def _of_space(self, space, pain_id):
        """The pain point with this id, empty where the space may not look at it."""
        # sudo: members hold no right on pain points; the domain is their space's.
        return self.sudo().search(
            self._visible_domain(space) & Domain("id", "=", pain_id), limit=1
        )

    @api.model
    def _found(self, space, asked):
        """What a member looks for among the pain points.

        :param asked: dictionary of words: ``search`` (text), ``product`` and
            ``function`` (ids), ``stands`` (``live``, ``over``, else all)
        :return: domain
        """
        domain = self._visible_domain(space) & Domain("state", "!=", "merged")
        if text := (asked.get("search") or "").strip()[:100]:
            domain &= Domain("name", "ilike", text) | Domain(
                "description", "ilike", text
            )
        for name, field in (("product", "product_id"), ("function", "function_ids")):
            number = str(asked.get(name) or "")[:9]
            if number.isdecimal():
                domain &= Domain(field, "in", [int(number)])
        if asked.get("stands") in STANDS:
            domain &= Domain("state", "in", STANDS[asked["stands"]])
        return domain

    @api.model
    def _choices(self, space):
        """What a pain point may be about, and whom it may hurt, by names of a form."""
        # sudo: lists of the association that the space belongs to.
        env, mine = self.sudo().env, [("company_id", "in", self._companies(space).ids)]
        return {
            "products": [
                {
                    "id": product.id,
                    "name": product.name,
                    "modules": [
                        {"id": module.id, "name": module.name}
                        for module in product.module_ids
                    ],
                }
                for product in env["club.product"].search_fetch(mine, ["name"])
            ],
            "functions": [
                {"id": function.id, "name": function.name}
                for function in env["club.function"].search_fetch(mine, ["name"])
            ],
            "frequencies": self._labels("frequency"),
            "outcomes": self._labels("outcome"),
        }

    @api.model
    def _companies(self, space):
        return space.standing.company_id

    @api.model
    def _labels(self, name):
        field = self.env["club.pain.report"]._fields[name]
        return field._description_selection(self.env)

    def _card_values(self):
        """Pain points in a list, in their order: plain values."""
        return [
            {
                "id": pain.id,
                "url": f"/my/pains/{pain.id}",
                "name": pain.name,
                "product": pain.product_id.name or "",
                "module": pain.module_id.name or "",
                "functions": pain.function_ids.mapped("name"),
                "state": pain.state,
                "state_label": pain._label_of("state"),
                "members": pain.member_count,
                "hours": round(pain.hours) if pain.has_figures else None,
            }
            for pain in self
        ]

    def _page_values(self, space):
        """All that the page of a pain point shows to this space."""
        self.ensure_one()
        requests = (self | self._merged_below()).request_ids
        visible = requests.filtered_domain(requests._visible_domain(space))
        return {
            **self._card_values()[0],
            "description": self.description,
            "reason": self.reason or "",
            "is_live": self.state in LIVE,
            "author": self.author_label or "",
            "figures": self._figure_values(),
            "requests": visible._card_values(),
            "merged": self._merged_below().mapped("name"),
            "mine": self._mine_values(space),
            "said": self._said_values(),
            "asked_on": self.asked_on and format_date(self.env, self.asked_on),
            "outcome": self.outcome,
            "currency": self.currency_id.symbol,
        }

    def _figure_values(self):
        if not self.has_figures:
            return None
        return {
            "hours": round(self.hours),
            "median": self.member_count > 1 and f"{round(self.median_hours, 1):g}",
            "money": self.money
            and format_amount(self.env, self.money, self.currency_id),
        }

    def _mine_values(self, space):
        """What each member that the person speaks for says, or may say."""
        if not self._may_write(space):
            return []
        speaking = space.speaking.filtered(lambda m: m.company_id == self.company_id)
        return [
            {
                "id": membership.id,
                "name": membership.partner_id.name,
                "said": self._own_words(self._report_of(membership)),
            }
            for membership in speaking
        ]

    def _own_words(self, report):
        if not report:
            return None
        return {
            "frequency": report.frequency,
            "frequency_label": report._frequency_label(),
            "people": report.people,
            "minutes": f"{report.minutes:g}",
            "money": f"{report.money:g}" if report.money else "",
            "example": report.example or "",
            "shown": report.is_shown,
            "hours": f"{round(report.hours, 1):g}",
            "outcome": report.outcome or "",
        }

    def _said_values(self):
        """Who says so and with which words, in no order that tells who came when;
        those who are not named come last."""
        # sudo: the words of hidden lines are shown, their members are not.
        rows = self.env["club.pain.report"].sudo()
        mine = rows.search([("root_id", "=", self.id)])._of_members()
        named = mine.filtered("is_shown").sorted(
            lambda r: (r.membership_id.partner_id.name or "").casefold()
        )
        hidden = (mine - named).filtered("example").sorted("example")
        return [
            {
                "name": report.membership_id.partner_id.name if named_ else "",
                "example": report.example or "",
            }
            for named_, reports in ((True, named), (False, hidden))
            for report in reports
        ]

    @api.model
    def _to_answer(self, space):
        """Domain of the lines of this space that wait for an answer whether it still
        hurts."""
        if not self._may_write(space):
            return Domain.FALSE
        return (
            Domain("membership_id", "in", space.speaking.ids)
            & Domain("outcome", "=", False)
            & Domain("root_id.asked_on", "!=", False)
            & Domain("root_id.state", "in", LIVE)
        )

    @api.model
    def _waiting_values(self, space):
        """The pain points that this space is asked about."""
        # sudo: the member's own lines.
        rows = self.env["club.pain.report"].sudo()
        return rows.search(self._to_answer(space)).root_id._card_values()


class ClubPainReport(models.Model):
    _inherit = "club.pain.report"

    def _frequency_label(self):
        labels = self._fields["frequency"]._description_selection(self.env)
        return dict(labels)[self.frequency]


class ClubRoadmapTab(models.AbstractModel):
    _inherit = "club.roadmap.tab"

    @api.model
    def _tabs(self, space):
        tab = {
            "key": "pains",
            "title": self.env._("Pain points"),
            "text": self.env._("Say what hurts, how often and what it costs."),
            "url": "/my/pains",
            "icon": "fa-medkit",
            "sequence": 5,
            # sudo: the member's own lines.
            "count": self.env["club.pain.report"]
            .sudo()
            .search_count(self.env["club.pain"]._to_answer(space)),
            "count_label": self.env._("that you are asked about"),
        }
        return [*super()._tabs(space), tab]
