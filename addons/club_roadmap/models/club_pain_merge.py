from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .club_pain import STATES


class ClubPain(models.Model):
    """Two descriptions of one pain: each member counts once, and it can be undone.

    Reports stay on what they were written about; ``root_id`` says where they count.
    """

    _inherit = "club.pain"

    merged_into_id = fields.Many2one(
        "club.pain", readonly=True, copy=False, index="btree_not_null"
    )
    root_id = fields.Many2one(
        "club.pain", readonly=True, copy=False, index="btree_not_null"
    )
    merged_ids = fields.One2many(
        "club.pain", "merged_into_id", string="Merged into this one"
    )
    former_state = fields.Selection(
        STATES,
        readonly=True,
        copy=False,
        help="What an undone merge gives back.",
    )

    def _root(self):
        """The pain point that this one counts for: itself, unless it was merged."""
        return self.root_id or self

    def _merge_into(self, target):
        """Let these pain points count for another one, until that is taken back.

        :param target: the pain point that stays
        :raises UserError: another association's, merged already, or in a circle
        """
        (self | target).check_access("write")
        for pain in self.sudo():  # sudo: see _become
            pain._check_mergeable(target)
            pain.write(
                {
                    "former_state": pain.state,
                    "state": "merged",
                    "merged_into_id": target.id,
                }
            )
            pain._renew_roots()

    def _check_mergeable(self, target):
        if self.company_id != target.company_id:
            raise UserError(
                self.env._(
                    "“%(pain)s” and “%(other)s” belong to two associations.",
                    pain=self.name,
                    other=target.name,
                )
            )
        if self.state == "merged" or target.state == "merged":
            merged = self if self.state == "merged" else target
            raise UserError(
                self.env._(
                    "“%(pain)s” was merged already, into “%(other)s”.",
                    pain=merged.name,
                    other=merged.merged_into_id.name,
                )
            )
        if self._root() == target._root():
            raise UserError(
                self.env._("“%(pain)s” cannot be merged into itself.", pain=self.name)
            )

    def action_unmerge(self):
        """Let these pain points count for themselves again."""
        self.check_access("write")
        for pain in self.sudo():  # sudo: see _become
            if pain.state != "merged":
                raise UserError(
                    self.env._("“%(pain)s” is not merged into another.", pain=pain.name)
                )
            pain.write(
                {
                    "state": pain.former_state or "open",
                    "former_state": False,
                    "merged_into_id": False,
                }
            )
            pain._renew_roots()

    def _merged_below(self):
        """All that was merged into these, and into what was merged into them."""
        below = level = self.merged_ids
        while level := level.merged_ids:
            below |= level
        return below

    def _renew_roots(self):
        """Write anew for which one these and all merged into them count."""
        touched = self._root()
        below = self | self._merged_below()
        top = self.merged_into_id
        root = top._root() if top else self
        (below - root).root_id = root
        root.root_id = False
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE club_pain_report SET root_id = %s WHERE pain_id IN %s",
                root.id,
                tuple(below.ids),
            )
        )
        self.env.invalidate_all()
        (touched | root)._count_reports()
