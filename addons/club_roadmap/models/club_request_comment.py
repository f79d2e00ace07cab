from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_date

LONGEST = 3000
PER_DAY = 30
DAY = 24 * 60


class ClubRequestComment(models.Model):
    """What a member adds to a request; the office reads it first, if it wants to."""

    _name = "club.request.comment"
    _description = "Comment on a Request"
    _inherit = ["club.authored"]
    _order = "id"
    _rec_name = "body"

    request_id = fields.Many2one(
        "club.request", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    date = fields.Date(required=True, readonly=True)
    body = fields.Text(string="Comment", required=True, readonly=True)
    state = fields.Selection(
        [
            ("pending", "To be read"),
            ("published", "Published"),
            ("refused", "Refused"),
        ],
        required=True,
        readonly=True,
        default="pending",
        index=True,
    )
    refusal = fields.Text(
        string="Why it is refused", readonly=True, help="Its author reads it."
    )

    def _check_office(self):
        """:raises AccessError: who asks does not write requests"""
        if not self.env["club.request"].has_access("write"):
            raise AccessError(
                self.env._("The association's office decides about comments.")
            )
        self.check_access("read")

    def action_publish(self):
        self._check_office()
        # sudo: comments are written by nobody; the office may publish them.
        self.sudo().write({"state": "published", "refusal": False})

    def action_refuse(self):
        """Ask why: the author reads it."""
        self._check_office()
        return self.env["club.request.step"]._open(
            self.env._("Refuse comments"), comment_ids=self.ids, step="refuse"
        )

    def _refuse(self, reason):
        self._check_office()
        if not (reason or "").strip():
            raise UserError(
                self.env._("Say why you refuse the comment: its author reads it.")
            )
        # sudo: as above
        self.sudo().write({"state": "refused", "refusal": reason.strip()})


class ClubRequest(models.Model):
    _inherit = "club.request"

    comment_ids = fields.One2many("club.request.comment", "request_id")
    pending_comment_count = fields.Integer(
        string="Comments to read", compute="_compute_pending_comment_count"
    )

    def _compute_pending_comment_count(self):
        counts = dict(
            self.env["club.request.comment"]._read_group(
                [("request_id", "in", self.ids), ("state", "=", "pending")],
                ["request_id"],
                ["__count"],
            )
        )
        for request in self:
            request.pending_comment_count = counts.get(request, 0)

    def action_comments(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Comments"),
            "res_model": "club.request.comment",
            "view_mode": "list,form",
            "domain": [("request_id", "in", self.ids)],
        }

    def _comment(self, space, membership, body, shown):
        """Add a member's comment.

        :param membership: in whose name, one of ``space.standing``
        :return: the comment, published or waiting to be read
        :raises UserError: nothing was written, or enough for today
        """
        self.ensure_one()
        self._check_writes(space)
        body = (body or "").strip()[:LONGEST]
        if not body:
            raise UserError(self.env._("Write your comment first."))
        # sudo: a counter of the system.
        rates = self.env["club.rate"].sudo()
        if not rates._allow("request_comment", str(space.user.id), PER_DAY, DAY):
            raise UserError(
                self.env._("Enough comments for today: go on tomorrow, please.")
            )
        comments, today = (
            self.env["club.request.comment"],
            self.company_id._club_today(),
        )
        twin = comments._authored_by(space.person).filtered(
            lambda comment: (
                comment.state != "refused"
                and (comment.request_id, comment.date) == (self, today)
                and comment.body == body
            )
        )
        if twin:
            return twin[:1]  # a second click
        at_once = self.company_id.club_comments_at_once
        return comments._author_write(
            {
                "request_id": self.id,
                "date": today,
                "body": body,
                "state": "published" if at_once else "pending",
            },
            space.person,
            membership,
            shown,
        )

    def _comments_seen(self, space):
        """Comments on this request and on those merged into it that a space reads,
        and those of them that are its own."""
        # sudo: members hold no right on comments; the request is of their space.
        comments = self.env["club.request.comment"].sudo()
        here = Domain("request_id", "=", self.id) | Domain(
            "request_id.root_id", "=", self.id
        )
        found = comments.search_fetch(here)
        mine = comments.browse()
        if space.mode != "staff" and found:
            # sudo: nobody holds a right on authors; these are the space's own.
            rows = self.env["club.roadmap.author"].sudo()
            own = Domain("membership_id", "in", space.standing.ids) & (
                Domain("partner_id", "=", space.person.id)
                | Domain("membership_id", "in", space.speaking.ids)
            )
            written = rows.search(
                own
                & Domain("model", "=", comments._name)
                & Domain("res_id", "in", found.ids)
            )
            mine = comments.browse(written.mapped("res_id"))
        return found.filtered(lambda c: c.state == "published") | (found & mine), mine

    def _comment_values(self, space):
        """Comments for the page, the oldest first."""
        seen, mine = self._comments_seen(space)
        labels = dict(seen._fields["state"]._description_selection(self.env))
        return [
            {
                "id": comment.id,
                "date": format_date(self.env, comment.date),
                "body": comment.body,
                "author": comment.author_label or "",
                "is_mine": comment in mine,
                "is_published": comment.state == "published",
                "state_label": labels[comment.state],
                "refusal": comment.refusal or "",
            }
            for comment in seen.sorted("id")
        ]

    @api.model
    def _own_comment(self, space, comment_id):
        """The comment with this id, empty unless it is this space's own."""
        seen, mine = self._comments_seen(space)
        return (seen & mine).filtered(lambda comment: comment.id == comment_id)
