from odoo import api, fields, models
from odoo.addons.club_membership.models.club_section import LEVELS
from odoo.tools import SQL

from .club_prospect import STAGES

# Shares that a group computes on its sums, by what they divide and by what.
SHARES = {
    "coverage": ("members", "customers"),
    "conversion": ("joined", "prospects"),
}


class ClubRecruitmentFigure(models.Model):
    """One customer of the vendor in figures: is it a member, how far did it come.

    A query, no table. Who reached a stage reached those before it. Who was a member
    when the campaign began counts for coverage, and not for what it won.
    """

    _name = "club.recruitment.figure"
    _description = "Recruitment in Figures"
    _auto = False
    _order = "recruitment_id desc, id"
    _rec_name = "prospect_id"
    _depends = {
        "club.prospect": [
            *("recruitment_id", "company_id", "section_id", "stage", "active"),
            *("was_member", "membership_id"),
        ],
        "club.prospect.step": ["prospect_id", "stage_to"],
        "club.membership": ["state", "merged_into_id"],
        "club.section": ["level", "ancestor_ids"],
    }

    prospect_id = fields.Many2one("club.prospect", readonly=True)
    recruitment_id = fields.Many2one(
        "club.recruitment", string="Campaign", readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True)
    section_id = fields.Many2one("club.section", readonly=True)
    region_group_id = fields.Many2one(
        "club.section", string=dict(LEVELS)["region_group"], readonly=True
    )
    stage = fields.Selection(STAGES, readonly=True)
    customers = fields.Integer(readonly=True)
    members = fields.Integer(string="Members today", readonly=True)
    coverage = fields.Float(
        string="Coverage %",
        readonly=True,
        aggregator="avg",
        help="Members today out of the customers listed.",
    )
    prospects = fields.Integer(
        string="Not members before", readonly=True, help="Whom the campaign is for."
    )
    contacted = fields.Integer(readonly=True)
    guests = fields.Integer(string="Came as guests", readonly=True)
    applied = fields.Integer(readonly=True)
    joined = fields.Integer(readonly=True)
    lost = fields.Integer(string="Not interested", readonly=True)
    conversion = fields.Float(
        string="Won %",
        readonly=True,
        aggregator="avg",
        help="Joined out of those who were no members before.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT p.id, p.id AS prospect_id, p.recruitment_id, p.company_id,
                   p.section_id, region.id AS region_group_id, p.stage,
                   1 AS customers, f.member AS members, 100.0 * f.member AS coverage,
                   f.new AS prospects,
                   f.new * (f.rank >= 1)::int AS contacted,
                   f.new * (f.rank >= 2)::int AS guests,
                   f.new * (f.rank >= 3)::int AS applied,
                   f.new * (f.rank >= 4)::int AS joined,
                   f.new * (p.stage = 'lost')::int AS lost,
                   CASE WHEN f.new = 1 THEN 100.0 * (f.rank >= 4)::int END
                       AS conversion
              FROM club_prospect p
              LEFT JOIN club_membership m ON m.id = p.membership_id
              LEFT JOIN club_membership kept ON kept.id = m.merged_into_id
              LEFT JOIN (
                   SELECT s.prospect_id, max(CASE s.stage_to
                              WHEN 'contacted' THEN 1 WHEN 'guest' THEN 2
                              WHEN 'applied' THEN 3 WHEN 'joined' THEN 4
                              ELSE 0 END) AS rank
                     FROM club_prospect_step s GROUP BY s.prospect_id
                   ) reached ON reached.prospect_id = p.id
             CROSS JOIN LATERAL (
                   SELECT COALESCE(reached.rank, 0) AS rank,
                          (NOT COALESCE(p.was_member, FALSE))::int AS new,
                          (COALESCE(kept.state, m.state, '')
                              IN ('active', 'grace'))::int AS member
                   ) f
              LEFT JOIN (club_section_ancestor_rel above
                         JOIN club_section region ON region.id = above.ancestor_id
                              AND region.level = 'region_group')
                     ON above.section_id = p.section_id
             WHERE p.active
            """
        )

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        # A share of a group is computed on its sums, not as a mean of shares.
        name, _colon, function = aggregate_spec.partition(":")
        if function != "avg" or name not in SHARES:
            return super()._read_group_select(aggregate_spec, query)
        part, whole = SHARES[name]
        return SQL(
            "100.0 * SUM(%(part)s) / NULLIF(SUM(%(whole)s), 0)",
            part=self._field_to_sql(self._table, part, query),
            whole=self._field_to_sql(self._table, whole, query),
        )

    def action_open(self):
        """Show the prospect that this line counts."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.prospect",
            "res_id": self.prospect_id.id,
            "view_mode": "form",
        }
