from odoo import fields, models


class ClubDutyOffer(models.Model):
    """A volunteer asks others to cover a duty, or to swap it for another.

    Somebody has to accept: silence never hands a duty over.
    """

    _name = "club.duty.offer"
    _description = "Request for Cover or Swap"
    _order = "id desc"
    _check_company_auto = True

    duty_id = fields.Many2one(
        "club.duty", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="duty_id.company_id", store=True)
    section_id = fields.Many2one(related="duty_id.section_id", store=True)
    kind = fields.Selection(
        [("cover", "Please cover me"), ("swap", "Swap")], required=True
    )
    asker_id = fields.Many2one(
        "club.volunteer", string="Asked by", required=True, index=True
    )
    other_duty_id = fields.Many2one(
        "club.duty",
        string="In exchange for",
        ondelete="cascade",
        index=True,
        help="Of a swap: the duty that the asker would take instead.",
    )
    asked_ids = fields.Many2many(
        "club.volunteer",
        "club_duty_offer_asked_rel",
        "offer_id",
        "volunteer_id",
        help="Who may accept: the first to do so takes it.",
    )
    declined_ids = fields.Many2many(
        "club.volunteer",
        "club_duty_offer_declined_rel",
        "offer_id",
        "volunteer_id",
    )
    message = fields.Char()
    state = fields.Selection(
        [
            ("open", "Waiting"),
            ("accepted", "Accepted"),
            ("declined", "Declined by all"),
            ("withdrawn", "Withdrawn"),
            ("expired", "Expired"),
        ],
        required=True,
        default="open",
        readonly=True,
        index=True,
    )
    accepted_by_id = fields.Many2one("club.volunteer", ondelete="restrict")
    answered_on = fields.Datetime(readonly=True)

    _one_open_offer = models.UniqueIndex(
        "(duty_id) WHERE state = 'open'",
        "Somebody is asked about this duty already: withdraw that request first.",
    )
    _swap_names_a_duty = models.Constraint(
        "CHECK ((kind = 'swap') = (other_duty_id IS NOT NULL))",
        "A swap names the duty that is taken instead.",
    )
