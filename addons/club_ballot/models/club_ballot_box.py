from odoo import api, fields, models

METHODS = [
    ("approval", "Approval: as many options as one likes"),
    ("cumulative", "Points to share out"),
    ("quadratic", "Quadratic votes"),
    ("majority", "For, against or abstention"),
    ("borda", "Ranking, counted by Borda"),
    ("schulze", "Ranking, counted by Schulze"),
    ("equal_shares", "Budget shared out equally (Method of Equal Shares)"),
    ("rating", "Marks from 1 to 5"),
]
# What voters were told when the box was opened: nobody changes it afterwards.
FROZEN = {
    "name",
    "company_id",
    "lang",
    "method",
    "points",
    "option_cap",
    "min_spread",
    "budget",
    "utility",
    "step",
    "quorum",
    "share",
    "winner_count",
    "roll_kind",
    "type_ids",
    "commission_id",
    "weighting",
    "is_replaceable",
    "breakdown_min",
    "accepts_small_classes",
    "option_ids",
}
# Written by what happens to the box, never by hand.
MACHINE = {
    "state",
    "frozen_on",
    "seed",
    "seed_hash",
    "hidden_seed",
    "open_key",
    "closed_at",
    "trouble",
    "result",
    "file_hash",
    "roll_ids",
}
DATES = {"opens_at", "closes_at"}


class ClubBallotBox(models.Model):
    """A sealed ballot box: who votes on what, by which rule, between which times."""

    _name = "club.ballot.box"
    _description = "Ballot Box"
    _inherit = ["mail.thread"]
    _order = "opens_at desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("open", "Open"),
            ("closing", "Closing"),
            ("closed", "Closed"),
            ("published", "Published"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    lang = fields.Selection(
        [("en", "English"), ("fr", "French")],
        string="Language of receipts",
        required=True,
        default=lambda s: "fr" if (s.env.lang or "").startswith("fr") else "en",
        help="One for all: a voter's own language would tell voters apart.",
    )
    opens_at = fields.Datetime(
        string="Voting from", required=True, default=fields.Datetime.now, copy=False
    )
    closes_at = fields.Datetime(string="Voting until", required=True, copy=False)
    closed_at = fields.Datetime(readonly=True, copy=False)

    method = fields.Selection(
        METHODS,
        required=True,
        default="approval",
        help="Marks choose nothing: each option gets a mark from 1 (very bad) to 5 "
        "(very good), or none from who cannot judge it; each voter counts once. Told "
        "are mean and distribution of the marks and, with 95 % certainty, the least "
        "share of satisfied voters (marks 4 and 5).",
    )
    points = fields.Integer(default=100, help="What each voter may give in all.")
    option_cap = fields.Integer(
        string="Most for one option", help="0: as much as the voter has."
    )
    min_spread = fields.Integer(
        string="Fewest options",
        help="Who gives anything gives it to so many options at least.",
    )
    budget = fields.Integer(help="What the chosen options may cost together.")
    utility = fields.Selection(
        [
            ("cost", "Its cost"),
            ("count", "One, whatever it costs"),
            ("points", "The points that voters give it"),
        ],
        string="An option is worth",
        required=True,
        default="cost",
    )
    step = fields.Float(
        string="Step of the purses",
        digits=(16, 6),
        help="Until the budget is reached, each vote's purse rises by so much at a "
        "time, in the budget's unit. 0: chosen when the vote is opened, about a "
        "hundredth of the first purse.",
    )
    quorum = fields.Integer(
        string="Quorum (%)", help="Share of the votes of the roll that must be cast."
    )
    winner_count = fields.Integer(string="To choose", default=1)
    option_ids = fields.One2many(
        "club.ballot.option", "box_id", string="Options", copy=True
    )

    roll_kind = fields.Selection(
        [
            ("organisation", "Member organisations, by delegate or deputy"),
            ("person", "Member persons"),
            ("category", "All members, told apart by membership type"),
            ("user", "Each user of a member organisation, and member persons"),
        ],
        string="Who votes",
        required=True,
        default="organisation",
        help="Users: everybody in the team of a member organisation, whatever their "
        "role, and members who are persons. Each has a ballot of their own, and one "
        "vote.",
    )
    type_ids = fields.Many2many(
        "club.membership.type",
        string="Membership types",
        check_company=True,
        help="Only these. Empty: all.",
    )
    commission_id = fields.Many2one(
        "club.commission",
        check_company=True,
        ondelete="restrict",
        help="Only members who sit in it. Empty: the whole association.",
    )
    weighting = fields.Selection(
        [("one", "One each"), ("type", "The votes of the membership type")],
        string="Votes of each",
        required=True,
        default="type",
    )
    frozen_on = fields.Date(string="Roll of", readonly=True, copy=False)
    roll_ids = fields.One2many("club.ballot.roll", "box_id", readonly=True, copy=False)
    roll_count = fields.Integer(string="On the roll", compute="_compute_counts")
    voted_count = fields.Integer(string="Have voted", compute="_compute_counts")

    is_replaceable = fields.Boolean(
        string="Ballots may be replaced",
        help="Until the box is closed. Read on the page of secrecy what it costs.",
    )
    breakdown_min = fields.Integer(
        string="Smallest group shown",
        default=5,
        help="No figure is shown of fewer ballots than this.",
    )
    accepts_small_classes = fields.Boolean(
        string="Accept recognisable votes",
        copy=False,
        help="Open the box although few voters carry that many votes, and tell totals "
        "even where few ballots with the same number of votes are cast.",
    )

    # The tie-break is drawn before anybody votes and promised by its hash; whoever
    # knew it could vote in view of it.
    hidden_seed = fields.Char(copy=False, groups=fields.NO_ACCESS)
    seed_hash = fields.Char(string="Hash of the seed", readonly=True, copy=False)
    seed = fields.Char(readonly=True, copy=False, help="Decides between equals.")
    open_key = fields.Char(copy=False, groups=fields.NO_ACCESS)
    trouble = fields.Char(readonly=True, copy=False)

    _dates_ordered = models.Constraint(
        "CHECK (closes_at > opens_at)", "A vote ends after it begins."
    )
    _rules_positive = models.Constraint(
        "CHECK (points > 0 AND option_cap >= 0 AND min_spread >= 0 AND budget >= 0 "
        "AND quorum BETWEEN 0 AND 100 AND winner_count > 0 AND step >= 0)",
        "Points and options to choose are above zero; caps, spreads, budgets and steps "
        "are not negative; a quorum is a percentage.",
    )
    _breakdown_hides = models.Constraint(
        "CHECK (breakdown_min >= 2)", "A group of one is a person: show two at least."
    )

    @api.depends("roll_ids.has_voted")
    def _compute_counts(self):
        rolls = self.env["club.ballot.roll"]._read_group(
            [("box_id", "in", self.ids)], ["box_id"], ["__count"]
        )
        counts = {box.id: count for box, count in rolls}
        voted = self._count_voted()
        for box in self:
            box.roll_count = counts.get(box._origin.id, 0)
            box.voted_count = voted.get(box._origin.id, 0)
