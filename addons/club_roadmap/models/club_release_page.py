from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

# Delivered requests and released versions older than this are history.
SHOWN_DAYS = 730
# How many years' lists are followed: work on a list outlives the next vote.
YEARS = 2
COLUMNS = ("planned", "in_progress", "delivered")


class ClubProductVersion(models.Model):
    """The roadmap as members read it: chosen values, never records."""

    _inherit = "club.product.version"

    @api.model
    def _releases_page(self, space, product_id=0):
        """What the page of releases shows.

        :param product_id: only this product, if the space knows it
        :return: dictionary of plain values
        """
        companies = space.standing.company_id
        # sudo: members hold no right on products; the space's associations only.
        products = (
            self.env["club.product"]
            .sudo()
            .search([("company_id", "in", companies.ids)])
        )
        chosen = products.filtered(lambda product: product.id == product_id)
        return {
            "products": [{"id": p.id, "name": p.name} for p in products],
            "product": chosen.id,
            "columns": self._board(companies, chosen or products),
            "changelog": self._changelog(chosen or products),
            "progress": self._last_lists(companies),
        }

    @api.model
    def _board(self, companies, products):
        """Three columns, each with its requests by version."""
        states = dict(
            self.env["club.request"]._fields["state"]._description_selection(self.env)
        )
        # sudo: see _releases_page.
        requests = (
            self.env["club.request"]
            .sudo()
            .search(
                Domain("company_id", "in", companies.ids)
                & Domain("state", "in", COLUMNS)
                & (
                    Domain("product_id", "in", products.ids)
                    | Domain("product_id", "=", False)
                )
            )
        )
        by_state = requests.grouped("state")
        return [
            {
                "key": key,
                "title": states[key],
                "versions": self._column(
                    by_state.get(key, requests.browse()), key, products
                ),
            }
            for key in COLUMNS
        ]

    @api.model
    def _column(self, requests, key, products):
        """One column: its versions with their requests, announced ones also without,
        then what has no version yet."""
        delivered = key == "delivered"
        by_version = requests.grouped(
            "delivered_version_id" if delivered else "target_version_id"
        )
        # sudo: see _releases_page.
        versions = self.sudo().union(*by_version)
        if delivered:
            versions = versions._recent()
        else:
            announced = products.version_ids
            versions |= announced.filtered(lambda version: version.state == key)
        none = requests.browse()
        column = [
            version._version_values(by_version.get(version, none))
            for version in versions.sorted()
        ]
        if loose := by_version.get(self.browse()):
            column.append(self.browse()._version_values(loose))
        return column

    def _version_values(self, requests):
        """A version and its requests; of no version: requests without one yet."""
        return {
            "id": self.id or 0,
            "name": self.display_name if self else self.env._("No version said"),
            "dates": self._dates_sentence() if self else "",
            "is_late": bool(self) and self.slippage_days > 0,
            "requests": requests._card_values(),
        }

    def _recent(self):
        """Those released in the last two years, or on a day nobody noted."""
        return self.filtered(
            lambda version: (
                not version.released_on
                or version.company_id._club_today() - version.released_on
                <= timedelta(days=SHOWN_DAYS)
            )
        )

    @api.model
    def _changelog(self, products):
        """Released versions, the newest first, with what is new in them."""
        # sudo: see _releases_page.
        released = self.sudo().search(
            [("product_id", "in", products.ids), ("state", "=", "released")],
            order="released_on DESC NULLS LAST, id DESC",
        )
        return [
            {
                "id": version.id,
                "name": version.display_name,
                "dates": version._dates_sentence(),
                "notes": version.notes or "",
                "delivered": version.delivered_request_ids._card_values(),
            }
            for version in released._recent()
        ]

    @api.model
    def _last_lists(self, companies):
        """How far the lists of the whole club have come: those of the last two years
        with one, each as the last vote of its year left it.

        :return: list of dictionaries, by association, the newest list first
        """
        # sudo: see _releases_page; published results are for all members.
        rounds = self.env["club.round"].sudo()
        found = []
        for company in companies:
            votes = rounds.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "published"),
                    ("scope_id", "=", False),
                ],
                order="closes_at DESC, id DESC",
            )
            by_year = votes.grouped(lambda vote: vote.closes_at.year)
            for year in list(by_year)[:YEARS]:
                last = by_year[year][0]
                chosen = last.line_ids.filtered("chosen").request_id
                if chosen:
                    found.append(chosen._progress_values(last))
        return found


class ClubRequest(models.Model):
    _inherit = "club.request"

    def _progress_values(self, vote):
        """How far these chosen requests have come, as a bar and as words.

        :param vote: the round that chose them
        """
        # What was merged afterwards is as far as the request it counts for.
        states = [request._root().state for request in self]
        groups = [
            ("delivered", self.env._("delivered"), "bg-success"),
            ("in_progress", self.env._("in progress"), "bg-primary"),
            ("planned", self.env._("planned"), "bg-info"),
            ("declined", self.env._("declined"), "bg-danger"),
        ]
        parts = [
            {"key": key, "label": label, "tone": tone, "count": states.count(key)}
            for key, label, tone in groups
        ]
        waiting = len(states) - sum(part["count"] for part in parts)
        parts.append(
            {
                "key": "waiting",
                "label": self.env._("without an answer yet"),
                "tone": "bg-secondary",
                "count": waiting,
            }
        )
        parts = [part for part in parts if part["count"]]
        for part in parts:
            part["percent"] = 100 * part["count"] / len(states)
        return {
            "sentence": self.env._(
                "Of %(count)s chosen in %(year)s: %(parts)s.",
                count=len(states),
                year=vote.closes_at.year,
                parts=", ".join(f"{part['count']} {part['label']}" for part in parts),
            ),
            "name": vote.name,
            "url": f"/my/votes/{vote.id}/list",
            "parts": parts,
        }
