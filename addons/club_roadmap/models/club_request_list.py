from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .club_request import KINDS
from .club_request_states import ENDED, LIVE

PAGE = 20
# Further on, a list is read by machines only.
LAST_PAGE = 500
ANSWERED = ("planned", "in_progress", "delivered", "declined")
ORDERS = {"support": "support_count desc, id desc", "new": "id desc"}
# What a line of the list reads; texts stay where they are.
LINE = (
    "number",
    "name",
    "kind",
    "product_id",
    "module_id",
    "state",
    "support_count",
    "company_id",
)


class ClubRequest(models.Model):
    """The list in the member's space: what one page of it costs does not grow with
    the club."""

    _inherit = "club.request"

    _list_supported = models.Index("(company_id, support_count DESC, id DESC)")
    _list_newest = models.Index("(company_id, id DESC)")

    @api.model
    def _list_values(self, space, filters):
        """One page of the list.

        :param filters: as the address bar gives them: ``search``, ``kind``,
            ``product``, ``module``, ``group``, ``only``, ``order``, ``page``; what
            makes no sense is left out
        :return: plain values: ``requests`` (see ``_card_values``), ``filters`` (those
            that hold), ``choices``, ``more`` (whether another page follows)
        """
        held = self._held_filters(space, filters)
        domain = self._visible_domain(space) & self._list_domain(space, held)
        # sudo: members hold no right on requests; the domain is their space's.
        found = self.sudo().search_fetch(
            domain,
            LINE,
            order=ORDERS[held["order"]],
            # One more than shown says whether there are more: nothing is counted.
            limit=PAGE + 1,
            offset=(held["page"] - 1) * PAGE,
        )
        shown = found[:PAGE]
        ours = shown._supported_by(space)
        # First: it reads the names of products and modules that the cards show.
        choices = self._list_choices(space)
        cards = [
            {**card, "is_ours": card["id"] in ours} for card in shown._card_values()
        ]
        return {
            "requests": cards,
            "more": len(found) > PAGE,
            "filters": held,
            "choices": choices,
        }

    @api.model
    def _held_filters(self, space, filters):
        """Filters as they hold: of known words, and numbers that are numbers."""

        def one_of(name, known, default=""):
            return filters.get(name) if filters.get(name) in known else default

        def number(name, default=0):
            text = str(filters.get(name) or "")
            # Longer ones are larger than an id can be.
            return int(text) if text.isdecimal() and len(text) < 10 else default

        only = ("mine", "ours", "waiting", "commission")
        return {
            "search": (filters.get("search") or "")[:100].strip(),
            "kind": one_of("kind", dict(KINDS)),
            "product": number("product"),
            "module": number("module"),
            "group": one_of("group", ("answered", "ended", "all"), "live"),
            "only": one_of("only", only),
            "order": one_of("order", ORDERS, "support"),
            "page": min(max(number("page", 1), 1), LAST_PAGE),
        }

    @api.model
    def _list_domain(self, space, held):
        groups = {
            "live": Domain("state", "in", LIVE),
            "answered": Domain("state", "in", ANSWERED)
            | Domain("feasibility", "!=", False),
            "ended": Domain("state", "in", ENDED),
            "all": Domain.TRUE,
        }
        domain = groups[held["group"]] & self._searched_domain(held["search"])
        for name, field in (
            ("kind", "kind"),
            ("product", "product_id"),
            ("module", "module_id"),
        ):
            if held[name]:
                domain &= Domain(field, "=", held[name])
        if held["only"]:
            domain &= getattr(self, f"_{held['only']}_domain")(space)
        return domain

    @api.model
    def _mine_domain(self, space):
        """What the person wrote, or somebody else for a member they speak for."""
        if space.mode == "staff":
            # Whose it is, is hidden from the office too.
            return Domain.FALSE
        # sudo: nobody holds a right on authors; these are the space's own.
        rows = self.env["club.roadmap.author"].sudo()
        mine = Domain("membership_id", "in", space.standing.ids) & (
            Domain("partner_id", "=", space.person.id)
            | Domain("membership_id", "in", space.speaking.ids)
        )
        found = rows.search(mine & Domain("model", "=", self._name))
        return Domain("id", "in", found.mapped("res_id"))

    @api.model
    def _ours_domain(self, space):
        # sudo: members hold no right on supports; these are the space's own.
        rows = self.env["club.request.support"].sudo()
        mine = Domain("membership_id", "in", space.standing.ids)
        if space.mode == "staff":
            mine &= Domain("is_shown", "=", True)
        return Domain("id", "in", rows._search(mine).subselect("root_id"))

    def _supported_by(self, space):
        """Ids of those among these requests that members of this space support."""
        if not self:
            return set()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT root_id FROM club_request_support
                 WHERE root_id IN %s AND membership_id IN %s AND (is_shown OR %s)
                """,
                tuple(self.ids),
                tuple(space.standing.ids) or (0,),
                # The office does not learn who hides by opening their space.
                space.mode != "staff",
            )
        )
        return {row[0] for row in rows}

    @api.model
    def _list_choices(self, space):
        """What the filters offer: ``products`` with their ``modules``, ``kinds``."""
        # sudo: members hold no right on products; those of their associations.
        products = self.env["club.product"].sudo()
        found = products.search_fetch(
            [("company_id", "in", space.standing.company_id.ids)],
            ["name", "company_id"],
        )
        # sudo: as above
        modules = (
            self.env["club.product.module"]
            .sudo()
            .search_fetch(
                [("product_id", "in", found.ids)], ["name", "product_id"], order="id"
            )
        )
        of_product = modules.grouped("product_id")
        return {
            "kinds": self._fields["kind"]._description_selection(self.env),
            "products": [
                {
                    "id": product.id,
                    "name": product.name,
                    "company_id": product.company_id.id,
                    "modules": [
                        {"id": module.id, "name": module.name}
                        for module in of_product.get(product, ())
                    ],
                }
                for product in found
            ],
        }
