from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .club_request_states import LIVE, MACHINE, STATES

MACHINE.add("state_before_merge")


class ClubRequest(models.Model):
    """Requests for the same thing become one, and may be parted again.

    ``merged_into_id`` is the lineage, one step; ``root_id`` its end, where members are
    counted. Supports stay with the request for which they were given, so that parting
    gives each one back what is its own.
    """

    _inherit = "club.request"

    state_before_merge = fields.Selection(STATES, readonly=True, copy=False)
    merged_ids = fields.One2many("club.request", "merged_into_id", string="Merged here")

    def _merge_into(self, target, by="office"):
        """Merge these requests into another one, where their supporters count.

        :raises UserError: they are not of one association, or one of them has been
            merged already, has ended or is in a vote
        """
        # sudo: where a request stands is written by its steps; callers check who may.
        for request in self.sudo():
            request._check_merge(target)
            request.write(
                {"merged_into_id": target.id, "state_before_merge": request.state}
            )
            reason = self.env._("Merged into %s.", target.display_name)
            request._move("merged", reason=reason, by=by)
            request._lead_to(target.sudo())

    def _check_merge(self, target):
        if not target or target == self:
            raise UserError(
                self.env._("Choose another request to merge %s into.", self.number)
            )
        if target.company_id != self.company_id:
            raise UserError(
                self.env._(
                    "%(one)s and %(other)s are of two associations: they cannot be "
                    "merged.",
                    one=self.number,
                    other=target.number,
                )
            )
        if target.merged_into_id:
            raise UserError(
                self.env._(
                    "%(target)s was merged into %(root)s itself: merge into that one.",
                    target=target.number,
                    root=target._root().display_name,
                )
            )
        for request in self | target:
            if request.state not in LIVE or request.state == "voting":
                raise UserError(
                    self.env._(
                        "%(request)s cannot be merged now: %(state)s.",
                        request=request.display_name,
                        state=request._state_label(),
                    )
                )

    def _unmerge(self, reason="", by="office"):
        """Part these requests again from what they were merged into: each one stands
        where it stood, with what was merged into it and its own supporters.

        :raises UserError: one of them is not merged
        """
        # sudo: see _merge_into
        for request in self.sudo():
            if not request.merged_into_id:
                raise UserError(
                    self.env._("%s is merged into nothing.", request.display_name)
                )
            root, former = request._root(), request.state_before_merge
            said = self.env._("Parted again from %s.", root.display_name)
            request.write({"merged_into_id": False, "state_before_merge": False})
            request._lead_to(request)
            root._count_support()
            words = " ".join(filter(None, (said, (reason or "").strip())))
            request._move(former, reason=words, by=by)

    def _lead_to(self, root):
        """Count this request, what was merged into it and all their supports for
        ``root``."""
        self.ensure_one()
        self.env.flush_all()
        family = SQL(
            """
            WITH RECURSIVE family AS (
                SELECT %(id)s::int AS id
                 UNION
                SELECT r.id FROM club_request r
                  JOIN family ON r.merged_into_id = family.id)
            """,
            id=self.id,
        )
        self.env.cr.execute(
            SQL(
                "%s UPDATE club_request r SET root_id = NULLIF(%s, r.id)"
                " FROM family WHERE r.id = family.id",
                family,
                root.id,
            )
        )
        self.env.cr.execute(
            SQL(
                "%s UPDATE club_request_support s SET root_id = %s"
                " FROM family WHERE s.request_id = family.id",
                family,
                root.id,
            )
        )
        self.env["club.request"].invalidate_model(["root_id"])
        self.env["club.request.support"].invalidate_model(["root_id"])
        (self | root)._count_support()
