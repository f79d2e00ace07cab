from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

# What may be voted on: whatever members support and the vendor does not build yet.
VOTABLE = ("open", "sponsored", "chosen", "sent")


class ClubRound(models.Model):
    """Which requests stand on the list of a round."""

    _inherit = "club.round"

    def action_fill(self):
        """Put on the list what belongs there: the winners of the round that this one
        follows, else what commissions have sponsored. A second click adds nothing.

        :return: a notification that names what has no cost, or nothing
        """
        left = self.env["club.request"]
        for each in self:
            each.check_access("write")
            each.box_id._expect("draft")
            listed = each.line_ids.request_id
            wanted = each._candidates()
            found = each._with_cost(wanted) - listed
            left |= wanted - listed - found
            each.line_ids = [
                Command.create({"request_id": request.id, "sequence": place})
                for place, request in enumerate(found, len(listed) + 1)
            ]
        return self._tell_left(left) if left else None

    def _with_cost(self, requests):
        """Those that fit on the list: one of capacity takes only what has a cost."""
        return (
            requests.filtered("cost_points") if self.stage == "capacity" else requests
        )

    def _tell_left(self, requests):
        """Name requests that are wanted and not on the list, and show the list."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "message": self.env._(
                    "Not on this list, because they have no cost: %s. Prices, "
                    "licences and the hot line never have one; what the vendor tells "
                    "later comes when you fill the list again.",
                    ", ".join(requests.mapped("display_name")),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _candidates(self):
        """Requests that this round is for, the most supported first."""
        requests = self.env["club.request"]
        if self.former_id:
            won = self.former_id.line_ids.filtered("chosen").sorted("place").request_id
            # What was merged meanwhile counts for what it was merged into.
            found = requests.union(*(request._root() for request in won))
            found = found.filtered(lambda request: request.state in VOTABLE)
        else:
            wanted = ["sponsored"]
            if self.stage == "capacity":
                wanted = ["chosen", "sent"]
            domain = Domain("company_id", "=", self.company_id.id) & Domain(
                "state", "in", wanted
            )
            if self.scope_id:
                domain &= Domain("commission_id", "=", self.scope_id.id)
            found = requests.search(domain)
        return found

    def action_next_round(self):
        """Prepare the vote on what the winners cost; a second click opens the same."""
        self.ensure_one()
        self.check_access("write")
        self.box_id._expect("published")
        notice = None
        following = self.search(
            [("former_id", "=", self.id), ("state", "!=", "cancelled")], limit=1
        )
        if not following:
            following = self.create(
                {
                    "name": self.env._("%s: within the capacity", self.name),
                    "company_id": self.company_id.id,
                    "stage": "capacity",
                    "former_id": self.id,
                    "scope_id": self.scope_id.id,
                    "commission_id": self.commission_id.id,
                    "roll_kind": self.roll_kind,
                    "type_ids": [Command.set(self.type_ids.ids)],
                    "weighting": self.weighting,
                    "breakdown_min": self.breakdown_min,
                }
            )
            notice = following.action_fill()
        action = {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": following.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
        if notice:
            notice["params"]["next"] = action
        return notice or action

    def _freeze_list(self):
        """Make the list the options of the box, as it stands now."""
        for each in self:
            each._check_counting()
            each._check_list()
            box = each.box_id
            box.option_ids.unlink()
            box.option_ids = [
                Command.create(
                    {
                        "code": line.code,
                        "name": line.title,
                        "cost": line.cost,
                        "sequence": place,
                    }
                )
                for place, line in enumerate(each.line_ids, 1)
            ]
            if each.stage == "priorities" and each.method == "equal_shares":
                # Each costs one: the budget is how many are to be chosen.
                box.budget = each.winner_count

    def _check_list(self):
        """Refuse a list with what cannot be voted on, one sentence for the first."""
        for line in self.line_ids:
            request = line.request_id
            if request.company_id != self.company_id:
                raise UserError(
                    self.env._("%s is of another association.", request.display_name)
                )
            if request.state not in VOTABLE:
                raise UserError(
                    self.env._(
                        "%(request)s cannot be voted on (%(state)s): take it off the "
                        "list.",
                        request=request.display_name,
                        state=request._state_label(),
                    )
                )
            if self.stage == "capacity" and not line.cost:
                raise UserError(
                    self.env._(
                        "The vendor has not told the cost of %s: wait for it, or take "
                        "the request off the list.",
                        request.display_name,
                    )
                )
