from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ClubRequest(models.Model):
    """What who proposed a request may still do about it."""

    _inherit = "club.request"

    def _is_mine(self, space):
        """Whether this space holds whose request it is: who wrote it, or somebody who
        speaks for the member; never the office, which has opened a member's space."""
        if space.mode == "staff":
            return False
        row = self._author_row()
        return bool(
            row
            and row.membership_id in space.standing
            and (row.partner_id == space.person or row.membership_id in space.speaking)
        )

    def _others_support(self):
        """Whether members other than the one who proposed it stand behind it."""
        # sudo: hidden supporters count too.
        rows = self.env["club.request.support"].sudo()
        theirs = Domain("root_id", "=", self.id) & Domain(
            "membership_id", "!=", self._author_row().membership_id.id
        )
        return bool(rows.search_count(theirs, limit=1))

    def _is_editable(self):
        return self.state == "open" and not self._others_support()

    def _check_own_alone(self):
        """:raises UserError: it is no longer the affair of its author alone"""
        if not self._is_editable():
            raise UserError(
                self.env._(
                    "“%(request)s” is no longer yours alone: others support it, or it "
                    "has gone on. Add what is missing as a comment, or ask the office.",
                    request=self.name,
                )
            )

    def _correct(self, space, form, files=()):
        """Write the form again over a request that nobody else supports yet.

        :raises UserError: others support it, or something is missing
        """
        self._check_writes(space)
        self._check_own_alone()
        row = self._author_row()
        self.write(self._form_values(space, form, row.membership_id))
        if files:
            self._add_files(files)

    def _show_name(self, space, shown):
        """Show or hide the name of the member who proposed it. Hiding it hides that
        they support it too: the first supporter tells who asked."""
        self._check_writes(space)
        self._author_show(shown)
        if not shown:
            row = self._author_row()
            self._show_support(row.membership_id, False)

    def _withdraw(self, space, reason):
        """Take a request back that nobody else supports yet.

        :raises UserError: no reason, or others support it
        """
        self._check_writes(space)
        self._check_own_alone()
        self._move("closed", reason=(reason or "")[:500].strip(), by="member")
