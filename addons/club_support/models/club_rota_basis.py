import hashlib
import json

from odoo import api, fields, models

from .club_volunteer import WEEKDAYS

FACTS = (
    *("date_start", "date_end", "max_load", "rest", "helps_neighbours"),
    *(f"{day}_off" for day, _label in WEEKDAYS),
)


class ClubRota(models.Model):
    """What volunteers said when a rota was planned, and who changed it since."""

    _inherit = "club.rota"

    changed_since = fields.Char(
        string="Changed since it was planned", compute="_compute_changed_since"
    )

    @api.depends("state", "solution_id")
    def _compute_changed_since(self):
        for rota in self:
            rota.changed_since = rota.state == "proposed" and rota._changed_since()

    def _changed_since(self):
        """Names of whose facts are not those of the plan, in one text."""
        self.ensure_one()
        # sudo: names of those planned, for who may read the rota.
        rota = self.sudo()
        before = rota.solution_id.basis or {}
        volunteers = rota.env["club.volunteer"].search(rota._volunteers_domain())
        volunteers |= rota.env["club.volunteer"].browse(map(int, before)).exists()
        now = rota._basis(volunteers)
        changed = [
            who for who in volunteers if before.get(str(who.id)) != now[str(who.id)]
        ]
        return ", ".join(who.name for who in changed)

    @api.model
    def _basis(self, volunteers):
        """A digest of what each volunteer said of when and where they serve."""
        return {str(who.id): self._digest(who) for who in volunteers}

    @api.model
    def _digest(self, who):
        facts = [str(who[name]) for name in FACTS]
        facts += [sorted(who.section_ids.ids), sorted(who.skill_ids.ids)]
        facts += sorted(
            [each.kind, str(each.date_from), str(each.date_to)]
            for each in who.absence_ids
        )
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]
