from odoo import api, fields, models

# What a member proposes; the rest of the kinds of an agenda is its host's.
KINDS = [
    ("testimony", "Testimony of a member"),
    ("topic", "Topic"),
    ("workshop", "Workshop"),
]


class ClubTopicProposal(models.Model):
    """A testimony or topic that a member proposes for a meeting, or for the year.

    One for a meeting is an item of its agenda at once, in the first stage: what the
    office does with it there is the answer.
    """

    _name = "club.topic.proposal"
    _description = "Proposal of a Topic"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="Title", required=True)
    text = fields.Text(string="What it is about")
    kind = fields.Selection(KINDS, required=True, default="testimony")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Proposed by",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
    )
    membership_id = fields.Many2one(
        "club.membership",
        string="In the name of",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    event_id = fields.Many2one(
        "event.event",
        string="Meeting",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Empty: for the programme of the year.",
    )
    commission_id = fields.Many2one(
        "club.commission",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="For whose meetings it is meant. Empty: the whole association.",
    )
    section_id = fields.Many2one(
        "club.section",
        compute="_compute_section_id",
        store=True,
        index="btree_not_null",
    )
    track_id = fields.Many2one(
        "event.track",
        string="Item of the agenda",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    reply = fields.Char(string="Answer", copy=False, help="The proposer reads it.")
    declined_on = fields.Datetime(readonly=True, copy=False)
    withdrawn_on = fields.Datetime(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("waiting", "To answer"),
            ("accepted", "On an agenda"),
            ("declined", "Declined"),
            ("withdrawn", "Withdrawn"),
        ],
        compute="_compute_state",
        store=True,
        index=True,
        tracking=True,
    )

    @api.depends("event_id.section_id", "commission_id.section_id")
    def _compute_section_id(self):
        for proposal in self:
            proposal.section_id = (
                proposal.event_id.section_id or proposal.commission_id.section_id
            )

    @api.depends("track_id.stage_id", "track_id.active", "declined_on", "withdrawn_on")
    def _compute_state(self):
        proposed = self.env.ref(
            "website_event_track.event_track_stage0", raise_if_not_found=False
        )
        for proposal in self:
            stage = proposal.track_id.stage_id
            if proposal.withdrawn_on:
                proposal.state = "withdrawn"
            elif proposal.declined_on or stage.is_cancel:
                proposal.state = "declined"
            elif not stage or stage == proposed:
                proposal.state = "waiting"
            else:
                proposal.state = "accepted"


class EventTrack(models.Model):
    _inherit = "event.track"

    proposal_ids = fields.One2many(
        "club.topic.proposal", "track_id", groups="base.group_user"
    )

    def write(self, vals):
        """Proposers are told what became of theirs, wherever that was decided."""
        if "stage_id" not in vals:
            return super().write(vals)
        # sudo: whoever moves an item has its proposer told.
        proposals = self.sudo().proposal_ids
        before = {proposal: proposal.state for proposal in proposals}
        result = super().write(vals)
        proposals.filtered(lambda one: one.state != before[one])._tell()
        return result
