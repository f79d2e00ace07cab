from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import choices_of
from .club_due import KINDS
from .club_section import LEVELS

AGES = [
    ("1_not_due", "Not due yet"),
    ("2_0_30", "0–30 days"),
    ("3_31_60", "31–60 days"),
    ("4_61_90", "61–90 days"),
    ("5_over_90", "Over 90 days"),
    ("6_settled", "Settled"),
]


class ClubDuesReport(models.Model):
    """One row per live due: how old what is still open is, and what was collected.

    A query, not a table: ages are counted on the reader's today, and nothing has to
    be refreshed at midnight.
    """

    _name = "club.dues.report"
    _description = "Dues Analysis"
    _auto = False
    _rec_name = "partner_id"
    _order = "due_date, id"

    due_id = fields.Many2one("club.due", readonly=True)
    membership_id = fields.Many2one("club.membership", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Member", readonly=True)
    payer_id = fields.Many2one("res.partner", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    section_id = fields.Many2one("club.section", readonly=True)
    region_group_id = fields.Many2one(
        "club.section", string=dict(LEVELS)["region_group"], readonly=True
    )
    type_id = fields.Many2one("club.membership.type", readonly=True)
    call_id = fields.Many2one("club.dues.call", readonly=True)
    call_kind = fields.Selection(
        selection=choices_of("club.dues.call", "kind"),
        string="Called by",
        readonly=True,
    )
    kind = fields.Selection(KINDS, string="For", readonly=True)
    state = fields.Selection(
        selection=choices_of("club.due", "state"),
        readonly=True,
    )
    date = fields.Date(string="Call date", readonly=True)
    due_date = fields.Date(readonly=True)
    age = fields.Selection(
        AGES,
        readonly=True,
        help="Days since the due date of the first open instalment, that day being 0.",
    )
    days_late = fields.Integer(
        string="Days late",
        readonly=True,
        aggregator="max",
        help="Days since the due date of what is still open.",
    )
    called = fields.Monetary(readonly=True)
    credited = fields.Monetary(readonly=True)
    paid = fields.Monetary(readonly=True)
    residual = fields.Monetary(string="Still due", readonly=True)
    collection_rate = fields.Float(
        string="Collected %",
        readonly=True,
        aggregator="avg",
        help="Paid out of what was called, credits deducted.",
    )

    _depends = {
        "club.due": [
            "membership_id",
            "partner_id",
            "payer_id",
            "company_id",
            "currency_id",
            "section_id",
            "type_id",
            "call_id",
            "kind",
            "state",
            "date",
            "due_date",
            "next_due_date",
            "amount",
            "amount_credited",
            "amount_paid",
            "residual",
            "cancelled_on",
        ],
        "club.dues.call": ["kind"],
        "club.section": ["level", "ancestor_ids"],
    }

    @property
    def _table_query(self):
        today = fields.Date.context_today(self)
        return SQL(
            """
            SELECT d.id, d.id AS due_id, d.membership_id, d.partner_id, d.payer_id,
                   d.company_id, d.currency_id, d.section_id, d.type_id, d.call_id,
                   d.kind, d.state, d.date, d.due_date, c.kind AS call_kind,
                   region.id AS region_group_id,
                   d.amount AS called, d.amount_credited AS credited,
                   d.amount_paid AS paid, d.residual,
                   CASE WHEN d.residual > 0
                        THEN GREATEST(%(today)s::date - d.next_due_date, 0) ELSE 0
                   END AS days_late,
                   CASE WHEN NOT d.residual > 0 THEN '6_settled'
                        WHEN d.next_due_date > %(today)s::date THEN '1_not_due'
                        WHEN d.next_due_date >= %(today)s::date - 30 THEN '2_0_30'
                        WHEN d.next_due_date >= %(today)s::date - 60 THEN '3_31_60'
                        WHEN d.next_due_date >= %(today)s::date - 90 THEN '4_61_90'
                        ELSE '5_over_90'
                   END AS age,
                   100.0 * d.amount_paid
                       / NULLIF(d.amount - d.amount_credited, 0) AS collection_rate
              FROM club_due d
              JOIN club_dues_call c ON c.id = d.call_id
              LEFT JOIN (club_section_ancestor_rel above
                         JOIN club_section region ON region.id = above.ancestor_id
                              AND region.level = 'region_group')
                     ON above.section_id = d.section_id
             WHERE d.cancelled_on IS NULL
            """,
            today=today,
        )

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        # The rate of a group is computed on its sums: an average of rates would
        # weigh a 5-euro due like a 5,000-euro one.
        if aggregate_spec != "collection_rate:avg":
            return super()._read_group_select(aggregate_spec, query)
        return SQL(
            "100.0 * SUM(%(paid)s) / NULLIF(SUM(%(called)s - %(credited)s), 0)",
            paid=self._field_to_sql(self._table, "paid", query),
            called=self._field_to_sql(self._table, "called", query),
            credited=self._field_to_sql(self._table, "credited", query),
        )

    def action_open_due(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.due",
            "res_id": self.due_id.id,
            "view_mode": "form",
        }
