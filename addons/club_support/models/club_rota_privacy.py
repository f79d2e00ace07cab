from odoo import api, models


class ClubDataExport(models.AbstractModel):
    """What rotas counted of a volunteer, in their own file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        # sudo: a person's own rows.
        shares = (
            person.sudo()
            .env["club.rota.share"]
            .search(
                [
                    ("volunteer_id", "in", person._club_volunteers().ids),
                    ("solution_id.published_on", "!=", False),
                ]
            )
        )
        return {
            **super()._parts_besides(person),
            "loads_and_fair_shares": (
                shares,
                ("solution_id", "load", "share", "debt", "away", "disliked"),
            ),
        }


class ClubDataReaders(models.AbstractModel):
    """Who sees what a rota counts of a volunteer."""

    _inherit = "club.data.readers"

    @api.model
    def _areas(self):
        return {
            **super()._areas(),
            "club.rota.share": self.env._(
                "how often you serve, beside your fair share"
            ),
        }

    @api.model
    def _reach(self, space, rows):
        reach = super()._reach(space, rows)
        for models_seen in reach.values():
            if "club.duty" in models_seen:
                models_seen.add("club.rota.share")
        return reach
