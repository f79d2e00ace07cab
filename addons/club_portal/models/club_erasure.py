from markupsafe import Markup
from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubErasure(models.Model):
    """Somebody asks to be forgotten: staff decide, and say why if not.

    Approving empties the person's contact and all that repeats it. The register, the
    dues and the books keep their rows and their number, under a name that says
    nothing; names on posted invoices and in printed documents stay, as the law on
    accounting demands.
    """

    _name = "club.erasure"
    _description = "Erasure Request"
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, readonly=True
    )
    user_id = fields.Many2one(
        "res.users", string="Asked by", readonly=True, ondelete="restrict"
    )
    reason = fields.Char(string="Their reason", readonly=True)
    state = fields.Selection(
        [
            ("requested", "To decide"),
            ("done", "Erased"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="requested",
        readonly=True,
        index=True,
    )
    obstacle = fields.Char(
        string="What stands against it", compute="_compute_obstacle", compute_sudo=True
    )
    decision_reason = fields.Char(
        string="Why it is refused", help="The person reads it."
    )
    decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, ondelete="restrict"
    )
    decided_on = fields.Date(string="Decided on", readonly=True)

    _one_waiting = models.UniqueIndex(
        "(partner_id, company_id) WHERE state = 'requested'",
        "This person already waits for an answer.",
    )

    @api.depends("partner_id", "state")
    def _compute_obstacle(self):
        for request in self:
            request.obstacle = (
                request.partner_id._club_erasure_obstacle()
                if request.state == "requested"
                else ""
            )

    @api.model
    def _request(self, space, reason):
        """Keep the wish of the person of this space.

        :raises UserError: something stands against it, or they asked already
        """
        if obstacle := space.person._club_erasure_obstacle():
            raise UserError(obstacle)
        if self._waiting(space):
            raise UserError(self.env._("You asked already and will get an answer."))
        return self.create(
            {
                "partner_id": space.person.id,
                "company_id": space.company.id,
                "user_id": space.user.id,
                "reason": (reason or "").strip()[:500] or False,
            }
        )

    @api.model
    def _waiting(self, space):
        """The request of this person that waits for an answer, or empty."""
        return self.search(
            [
                ("partner_id", "=", space.person.id),
                ("company_id", "=", space.company.id),
                ("state", "=", "requested"),
            ]
        )

    def action_approve(self):
        """Erase: cannot be taken back."""
        for request in self:
            request._check_waiting()
            request._tell("done")
            # sudo: reaches the person's login and messages; who may write the request
            # was checked, and what is erased is theirs alone.
            request.partner_id.sudo()._club_anonymise()
            request._decide("done")

    def action_refuse(self):
        for request in self:
            request._check_waiting()
            if not (request.decision_reason or "").strip():
                raise UserError(
                    self.env._("Say why you refuse: the person is told the reason.")
                )
            request._decide("refused")
            request._tell("refused")

    def _check_waiting(self):
        self.check_access("write")
        if self.state != "requested":
            raise UserError(
                self.env._("%s has an answer already.", self.partner_id.name)
            )

    def _decide(self, state):
        # sudo: these fields are closed to hand-writing.
        self.sudo().write(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Date.context_today(self),
                **({"reason": False} if state == "done" else {}),
            }
        )

    def _tell(self, state):
        """Write the answer to the person, at the address they still have."""
        person = self.partner_id
        env = self.with_context(
            lang=person.lang or self.company_id.partner_id.lang or self.env.lang
        ).env
        if not person.email:
            return
        said = (
            env._("Your data is erased, as you asked.")
            if state == "done"
            else env._(
                "We cannot erase your data now, for this reason: %s",
                self.decision_reason,
            )
        )
        # sudo: the queue of mails is the system's. To an address and not to a
        # contact: the contact has no address any more when the mail leaves.
        self.env["mail.mail"].sudo().create(
            {
                "subject": env._("Your request to %s", self.company_id.name),
                "body_html": Markup("<p>%s</p><p>%s</p>")
                % (said, self.company_id.name),
                "email_to": person.email_formatted,
                "email_from": self.company_id.email_formatted
                or self.env.user.email_formatted,
                "auto_delete": True,
            }
        )

    def write(self, vals):
        if not self.env.su and set(vals) - {"decision_reason"}:
            raise UserError(
                self.env._("Approve or refuse a request; the rest is what was asked.")
            )
        return super().write(vals)
