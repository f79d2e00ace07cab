from odoo import api, models
from odoo.tools import SQL


class ClubRoadmapFigures(models.AbstractModel):
    """Votes, answers and evaluations in the year's numbers."""

    _inherit = "club.roadmap.figures"

    @api.model
    def _votes_group(self, companies, year):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT extract(year FROM b.closed_at)::int, count(DISTINCT b.id),
                       100.0 * count(*) FILTER (WHERE l.voted) / NULLIF(count(l.id), 0)
                  FROM club_round o JOIN club_ballot_box b ON b.id = o.box_id
                  LEFT JOIN club_ballot_roll l
                    ON l.box_id = b.id AND l.twin_of_id IS NULL
                 WHERE b.company_id = ANY(%(companies)s)
                   AND b.state IN ('closed', 'published')
                   AND extract(year FROM b.closed_at) IN (%(year)s, %(before)s)
                 GROUP BY 1
                """,
                companies=companies.ids,
                year=year,
                before=year - 1,
            )
        )
        found = {row[0]: row[1:] for row in rows}
        figures = []
        if found:
            held, turnout = zip(
                *(found.get(each, (0, None)) for each in (year, year - 1)), strict=True
            )
            shares = [None if each is None else round(each) for each in turnout]
            figures = [
                self._figure(self.env._("Votes held"), *held),
                self._figure(self.env._("Turnout"), *shares, unit=" %", most=100),
            ]
        return {"title": self.env._("Votes"), "figures": figures}

    @api.model
    def _vendor_group(self, companies, year):
        figures = []
        if "club.vendor.score" in self.env:
            rows = self.env["club.vendor.score"]._read_group(
                [
                    ("company_id", "in", companies.ids),
                    ("year", "in", [str(year), str(year - 1)]),
                ],
                ["year"],
                ["sent:sum", "in_time:sum"],
            )
            share = {
                int(each): round(100 * (in_time or 0) / sent)
                for each, sent, in_time in rows
                if sent
            }
            if share:
                figures.append(
                    self._figure(
                        self.env._("Answered in time, of what was sent that year"),
                        share.get(year),
                        share.get(year - 1),
                        unit=" %",
                        most=100,
                    )
                )
        return {"title": self.env._("The vendor"), "figures": figures}

    @api.model
    def _evaluation_group(self, companies, year):
        """Satisfied answers of each product, of published figures only."""
        rows = self.env["club.evaluation.figure"]._read_group(
            [
                ("company_id", "in", companies.ids),
                ("year", "in", [year, year - 1]),
                ("evaluation_id.state", "=", "published"),
            ],
            ["product_id", "year"],
            ["satisfied_count:sum", "count:sum"],
        )
        products = {}
        for product, each, satisfied, count in rows:
            share = products.setdefault(product, {})
            share[each] = round(100 * satisfied / count) if count else None
        return {
            "title": self.env._("Satisfied answers in the evaluation"),
            "figures": [
                self._figure(
                    product.name,
                    share.get(year),
                    share.get(year - 1),
                    unit=" %",
                    most=100,
                )
                for product, share in products.items()
            ],
        }
