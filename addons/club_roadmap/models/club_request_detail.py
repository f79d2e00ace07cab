from odoo import models
from odoo.tools import format_date

from .club_request_states import LIVE

SHOWN = 100


class ClubRequest(models.Model):
    """Everything a member may see of one request."""

    _inherit = "club.request"

    def _page_values(self, space):
        """Plain values of the page of this request.

        :param space: whose eyes see it
        """
        self.ensure_one()
        mine = self._is_mine(space)
        return {
            **self._card_values()[0],
            **self._text_values(),
            "author": self.author_label or "",
            "is_mine": mine,
            "is_editable": mine and self._is_editable(),
            "is_author_shown": self.is_author_shown,
            "history": self._history_values(),
            "files": self._file_values(),
            "comments": self._comment_values(space),
            "members": self._member_choices(space),
            "sponsors": [
                {"id": commission.id, "name": commission.name}
                for commission in self._sponsors_here(space)
            ],
            "merged": self._merged_values(),
            "vendor": self._vendor_values(),
            **self._supporter_values(),
            "supporting": self._supporting_values(space),
            "may_support": self.state in LIVE and self._may_propose(space),
        }

    def _member_choices(self, space):
        """In whose name one comments on this request."""
        if not self._may_propose(space):
            return []
        return [
            {"id": membership.id, "name": membership.partner_id.name}
            for membership in space.standing
            if membership.company_id == self.company_id
        ]

    def _text_values(self):
        return {
            "wish": self.wish,
            "motivation": self.motivation,
            "version": self.version_id.name or "",
            "is_pilot_offered": self.is_pilot_offered,
            "commission": self.commission_id.name or "",
            "proposed_on": format_date(self.env, self.create_date),
            "association": self.company_id.name,
        }

    def _vendor_values(self):
        """The vendor's last answer, empty before the first one."""
        if not (self.feasibility or self.vendor_reason):
            return {}
        labels = dict(self._fields["feasibility"]._description_selection(self.env))
        return {
            "feasibility": labels.get(self.feasibility, ""),
            "cost_points": self.cost_points,
            "target": self.target_version_id.display_name or "",
            "delivered": self.delivered_version_id.display_name or "",
            "reason": self.vendor_reason or "",
        }

    def _merged_values(self):
        """Requests that were merged into this one, directly or through another."""
        # sudo: see _of_space; what was merged here is of the same association.
        merged = self.sudo().search([("root_id", "=", self.id)], order="id")
        return [
            {
                "number": request.number,
                "name": request.name,
                "into": request.merged_into_id.number
                if request.merged_into_id != self
                else "",
                "wish": request.wish,
            }
            for request in merged
        ]

    def _supporter_values(self):
        """Members who show that they support it, and how many others do."""
        # sudo: members hold no right on supports; these show themselves.
        rows = self.env["club.request.support"].sudo()
        found = rows._read_group(
            [("root_id", "=", self._root().id), ("is_shown", "=", True)],
            ["membership_id"],
            limit=SHOWN,
        )
        names = [membership.partner_id.name for (membership,) in found]
        return {
            # By name: the order in which they came would tell who asked first.
            "supporter_names": sorted(names, key=str.casefold),
            "other_supporters": max(self._root().support_count - len(names), 0),
        }

    def _supporting_values(self, space):
        """In whose name this person can support it, and whether that is done."""
        # sudo: members hold no right on supports; these are the space's own.
        rows = (
            self.env["club.request.support"]
            .sudo()
            .search(
                [
                    ("root_id", "=", self._root().id),
                    ("membership_id", "in", space.speaking.ids),
                ]
            )
        )
        if space.mode == "staff":
            rows = rows.filtered("is_shown")
        given = rows.grouped("membership_id")
        return [
            {
                "id": membership.id,
                "name": membership.partner_id.name,
                "supports": membership in given,
                "is_shown": any(row.is_shown for row in given.get(membership, ())),
            }
            for membership in space.speaking
            if membership.company_id == self.company_id
        ]
