from odoo import api, models
from odoo.tools import SQL

from ..figures.pains import SMALLEST
from .club_roadmap_fact import KINDS

FIRST_YEAR = 2000


class ClubRoadmapFigures(models.AbstractModel):
    """The year in numbers, beside the year before. Each figure is one aggregate query
    for both years, and none is told by member."""

    _name = "club.roadmap.figures"
    _description = "Figures of a Year"

    @api.model
    def _display_year(self, companies, typed):
        """The year that an address names, this one if it names none."""
        today = companies[:1]._club_today()
        year = int(typed) if str(typed).isdecimal() and len(str(typed)) == 4 else 0
        return year if FIRST_YEAR <= year <= today.year else today.year

    @api.model
    def _groups(self, companies, year):
        """The figures of a year.

        :param companies: associations whose figures count together
        :return: dictionaries with ``title`` and ``figures``: dictionaries with
            ``label``, ``value`` and ``before`` (text, empty where there is none),
            ``width`` and ``width_before`` (per cent, for the bars), and
            optionally ``products``: the same by product
        """
        self.env.flush_all()
        # sudo: counts that tell nobody's name, for whoever may open the page.
        speaking = self.sudo()
        return [
            group
            for group in (
                speaking._requests_group(companies, year),
                speaking._people_group(companies, year),
                speaking._pains_group(companies, year),
                speaking._votes_group(companies, year),
                speaking._vendor_group(companies, year),
                speaking._evaluation_group(companies, year),
            )
            if group["figures"]
        ]

    @api.model
    def _figure(self, label, value, before, unit="", most=None):
        """One figure beside that of the year before.

        :param value: number, None where nothing can be said
        :param most: what the bars are measured by, by default the larger number
        """

        def text(number):
            if number is None or isinstance(number, str):
                return number or ""
            return f"{number:g}{unit}"

        known = [
            number if isinstance(number, (int, float)) else 0
            for number in (value, before)
        ]
        whole = most or max(known) or 1
        return {
            "label": label,
            "value": text(value),
            "before": text(before),
            "width": round(100 * known[0] / whole),
            "width_before": round(100 * known[1] / whole),
        }

    @api.model
    def _facts(self, companies, year, kinds):
        """{kind: {year: number}} and {kind: {product: {year: number}}}."""
        rows = self.env["club.roadmap.fact"]._read_group(
            [
                ("company_id", "in", companies.ids),
                ("kind", "in", kinds),
                ("month", ">=", f"{year - 1}-01-01"),
                ("month", "<=", f"{year}-12-31"),
            ],
            ["kind", "product_id", "month:year"],
            ["number:sum"],
        )
        totals, products = {}, {}
        for kind, product, start, number in rows:
            total = totals.setdefault(kind, {})
            total[start.year] = total.get(start.year, 0) + number
            named = products.setdefault(kind, {}).setdefault(product, {})
            named[start.year] = named.get(start.year, 0) + number
        return totals, products

    @api.model
    def _facts_figures(self, companies, year, kinds):
        totals, products = self._facts(companies, year, kinds)
        labels = dict(
            self.env["club.roadmap.fact"]
            ._fields["kind"]
            ._description_selection(self.env)
        )
        figures = []
        for kind in kinds:
            if kind not in totals:
                continue
            told = totals[kind]
            figure = self._figure(
                labels[kind], told.get(year, 0), told.get(year - 1, 0)
            )
            figure["products"] = [
                self._figure(
                    product.name or self.env._("No product named"),
                    numbers.get(year, 0),
                    numbers.get(year - 1, 0),
                    most=max(told.values()),
                )
                for product, numbers in products[kind].items()
            ]
            figures.append(figure)
        return figures

    @api.model
    def _requests_group(self, companies, year):
        kinds = [kind for kind, _label in KINDS if kind not in ("pain", "hurt")]
        return {
            "title": self.env._("Requests"),
            "figures": self._facts_figures(companies, year, kinds),
        }

    @api.model
    def _people_group(self, companies, year):
        """Distinct members who proposed, supported, reported or voted."""
        rows = dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT extract(year FROM day)::int, count(DISTINCT membership_id)
                      FROM (
                        SELECT a.membership_id, r.create_date AS day
                          FROM club_roadmap_author a JOIN club_request r
                            ON a.model = 'club.request' AND r.id = a.res_id
                         WHERE r.state <> 'unconfirmed'
                        UNION ALL
                        SELECT membership_id, date FROM club_request_support
                        UNION ALL
                        SELECT membership_id, date FROM club_pain_report
                        UNION ALL
                        SELECT l.membership_id, b.closed_at
                          FROM club_ballot_roll l JOIN club_ballot_box b
                            ON b.id = l.box_id AND l.voted
                          JOIN club_round o ON o.box_id = b.id
                      ) took_part JOIN club_membership m ON m.id = membership_id
                     WHERE m.company_id = ANY(%(companies)s)
                       AND extract(year FROM day) IN (%(year)s, %(before)s)
                     GROUP BY 1
                    """,
                    companies=companies.ids,
                    year=year,
                    before=year - 1,
                )
            )
        )
        if not rows:
            return {"title": "", "figures": []}
        few = self.env._("fewer than %s", SMALLEST)
        told = [
            number if number >= SMALLEST or not number else few
            for number in (rows.get(year, 0), rows.get(year - 1, 0))
        ]
        return {
            "title": self.env._("Who took part"),
            "figures": [
                self._figure(
                    self.env._("Members who proposed, supported, reported or voted"),
                    *told,
                )
            ],
        }

    @api.model
    def _pains_group(self, companies, year):
        figures = self._facts_figures(companies, year, ["pain", "hurt"])
        today = companies[:1]._club_today()
        [(pains, hours)] = self.env["club.pain"]._read_group(
            [
                ("company_id", "in", companies.ids),
                ("state", "in", ("open", "working")),
                ("has_figures", "=", True),
            ],
            [],
            ["__count", "hours:sum"],
        )
        if pains and year == today.year:
            label = self.env._("Hours lost per year by what hurts today")
            figures.append(self._figure(label, round(hours), None))
        return {"title": self.env._("Pain points"), "figures": figures}
