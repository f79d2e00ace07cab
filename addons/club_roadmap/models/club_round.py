from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.addons.club_ballot.models.club_ballot_guards import MACHINE
from odoo.exceptions import UserError, ValidationError

STAGES = [
    ("priorities", "Priorities: what matters most"),
    ("capacity", "Capacity: what fits into the vendor's year"),
]
WEEKS = 3
# What voters were told stays; the box keeps what is its own.
FROZEN = {"stage", "scope_id", "former_id", "line_ids", "box_id"}


class ClubRound(models.Model):
    """A dated vote on a frozen list of requests, by a frozen roll.

    The rules, the roll, the times and the ballots are those of its sealed box; what
    follows from the box's states is in ``club_round_steps``.
    """

    _name = "club.round"
    _description = "Voting Round"
    _inherits = {"club.ballot.box": "box_id"}
    _order = "id desc"
    _check_company_auto = True

    box_id = fields.Many2one(
        "club.ballot.box", required=True, ondelete="restrict", readonly=True
    )
    stage = fields.Selection(
        STAGES,
        required=True,
        default="priorities",
        help="Priorities: requests have no cost, a number of them is chosen. Capacity: "
        "each has the vendor's cost, and together they fit into a budget.",
    )
    scope_id = fields.Many2one(
        "club.commission",
        string="Requests of",
        ondelete="restrict",
        check_company=True,
        index="btree_not_null",
        help="Empty: of the whole club.",
    )
    former_id = fields.Many2one(
        "club.round",
        string="Follows",
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        domain="[('state', '=', 'published')]",
        help="The round whose winners stand on this list.",
    )
    line_ids = fields.One2many(
        "club.round.line", "round_id", string="Requests", copy=True
    )
    line_count = fields.Integer(compute="_compute_line_count")
    reminder_ids = fields.One2many(
        "club.round.reminder", "round_id", string="Mails", readonly=True
    )
    first_reminder_days = fields.Integer(
        string="First reminder (days before the end)", default=7, help="0: none."
    )
    last_reminder_days = fields.Integer(
        string="Last reminder (days before the end)", default=1, help="0: none."
    )

    _box_uniq = models.UniqueIndex("(box_id)", "A ballot box is of one round.")
    _days_positive = models.Constraint(
        "CHECK (first_reminder_days >= 0 AND last_reminder_days >= 0)",
        "Days before the end are not negative: 0 means no reminder.",
    )

    @api.constrains("stage", "method")
    def _check_method(self):
        for each in self:
            each._check_counting()

    def _check_counting(self):
        if self.method in ("majority", "rating"):
            raise ValidationError(
                self.env._("This method chooses no list of requests: take another one.")
            )
        if self.stage == "capacity" and self.method != "equal_shares":
            raise ValidationError(
                self.env._(
                    "Only equal shares keep to the vendor's capacity: choose them, or "
                    "vote on priorities."
                )
            )

    @api.depends("line_ids")
    def _compute_line_count(self):
        for each in self:
            each.line_count = len(each.line_ids)

    @api.model
    def _stage_values(self, stage):
        """The usual rules of a stage: 100 points, on three requests at least."""
        shared = {"points": 100, "min_spread": 3, "option_cap": 40}
        if stage == "capacity":
            return {**shared, "method": "equal_shares", "utility": "points"}
        return {**shared, "method": "cumulative", "winner_count": 20}

    @api.model
    def _usual_values(self, stage):
        """What a new round begins with: a stage's rules, and one vote each, whatever
        the box's own default is."""
        return {"weighting": "one", **self._stage_values(stage)}

    @api.onchange("stage")
    def _onchange_stage(self):
        self.update(self._stage_values(self.stage))

    @api.onchange("scope_id")
    def _onchange_scope(self):
        # A commission's list is its members' vote, unless the bureau says otherwise.
        self.commission_id = self.scope_id

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        usual = self._usual_values(values.get("stage", "priorities"))
        usual["closes_at"] = self._usual_end()
        for name in set(usual) & set(fields_list):
            if f"default_{name}" not in self.env.context:
                values[name] = usual[name]
        return values

    def _add_missing_default_values(self, values):
        # The box begins its own life: nobody hands it a state, not even “draft”.
        filled = super()._add_missing_default_values(values)
        return {
            name: value
            for name, value in filled.items()
            if name in values or name not in {*MACHINE, "box_id"}
        }

    def _usual_end(self):
        """Three weeks from now, at six in the evening where the association is."""
        company = self.env.company
        day = company._club_today() + timedelta(weeks=WEEKS)
        local = datetime.combine(day, time(18), ZoneInfo(company._club_tz()))
        return local.astimezone(timezone.utc).replace(tzinfo=None)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su:
                # A box of its own: another vote's keeps what its voters were told.
                vals.pop("box_id", None)
            usual = self._usual_values(vals.get("stage", "priorities"))
            vals.update({**usual, **vals})
        return super().create(vals_list)

    def write(self, vals):
        begun = self.filtered(lambda each: each.state != "draft")
        if begun and FROZEN & set(vals) and not self.env.su:
            raise UserError(
                self.env._(
                    "“%s” has been opened: its list stays as voters were told.",
                    begun[0].name,
                )
            )
        return super().write(vals)

    def unlink(self):
        boxes = self.box_id
        result = super().unlink()
        # Refused by the box itself, once it has been opened.
        boxes.unlink()
        return result
