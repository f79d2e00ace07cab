from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import email_normalize

DAY = 24 * 60
MESSAGES_A_DAY = 5
SEARCHES_A_DAY = 100
LEADERS = ("chair", "vice_chair")


class ClubCommission(models.Model):
    """What a chair does from the member's space."""

    _inherit = "club.commission"

    def _count_search(self, user):
        """Count a search for somebody to invite: the answer tells who is a member.

        :return: whether this user had one left today
        """
        # sudo: tries are counted, whoever searches.
        rates = self.env["club.rate"].sudo()
        return rates._allow("commission_invite", str(user.id), SEARCHES_A_DAY, DAY)

    def _invite_by(self, text, leader, counted):
        """Invite whoever is meant by a name, a member number or an e-mail address.

        :param leader: the contact who invites
        :param counted: see ``_count_search``
        :return: their row
        :raises UserError: nobody, or several people, are meant
        """
        self.ensure_one()
        if not counted:
            raise UserError(
                self.env._("Enough searches for today: go on tomorrow, please.")
            )
        # sudo: a chair finds nobody by searching; an invitation is sent or not.
        commission = self.sudo()
        person, membership = commission._find_invited((text or "").strip())
        return commission._invite(person, membership, author=leader)

    def _find_invited(self, text):
        found = text and self._people_called(text)
        if not found:
            raise UserError(
                self.env._("No member was found for “%s”: check the spelling.", text)
            )
        if len(found) > 1:
            raise UserError(
                self.env._(
                    "Several members match “%s”: give the member number or the e-mail "
                    "address instead.",
                    text,
                )
            )
        memberships = found._club_commission_memberships(self.company_id)
        own = memberships.filtered(lambda m: m.partner_id == found)
        return found, (own or memberships)[:1]

    def _people_called(self, text):
        """Persons of the association with exactly this name, number or address."""
        inside = Domain("company_id", "=", self.company_id.id) & Domain(
            "is_member", "=", True
        )
        if address := email_normalize(text):
            wanted = Domain("email_normalized", "=", address)
        else:
            wanted = Domain("name", "=ilike", self._literally(text)) | Domain(
                "club_membership_ids", "any", inside & Domain("number", "=", text)
            )
        people = self.env["res.partner"].search(
            wanted & Domain("is_company", "=", False), limit=20
        )
        return people.filtered(
            lambda person: person._club_commission_memberships(self.company_id)
        )

    def _literally(self, text):
        """``text`` without the wildcards of a search."""
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

    def _message_from(self, subject, body, author):
        """Write to the members, a few times a day at most.

        :return: number of mails
        """
        self.ensure_one()
        # sudo: tries are counted, whoever writes.
        if (
            not self.env["club.rate"]
            .sudo()
            ._allow("commission_message", str(self.id), MESSAGES_A_DAY, DAY)
        ):
            raise UserError(
                self.env._("Enough messages for today: write again tomorrow, please.")
            )
        return self._write_to_members(subject, body, author)

    def _row_here(self, row_id, *states):
        """The row of this commission with this id, in one of these states."""
        # sudo: ids of forms are looked up here, inside what the chair leads.
        return (
            self.env["club.commission.member"]
            .sudo()
            .search(
                [
                    ("id", "=", row_id),
                    ("commission_id", "=", self.id),
                    ("state", "in", states),
                ]
            )
        )


class ClubCommissionMember(models.Model):
    """What who leads a commission decides about those who sit in it."""

    _inherit = "club.commission.member"

    def _is_decided_by(self, mine):
        """Whether the holder of the row ``mine`` decides about this one: who stands in
        for the chair neither deposes nor appoints."""
        return mine.role == "chair" or self.role not in LEADERS

    def _give_role(self, role, leader):
        """Give another role.

        :return: the row that holds it
        :raises UserError: only the chair gives or takes it
        """
        mine = self.commission_id._live_row(leader)
        if not self._is_decided_by(mine) or (role in LEADERS and mine.role != "chair"):
            raise UserError(self.env._("Only the chair hands these roles over."))
        return self._set_role(role)

    def _remove_by(self, leader, reason):
        """End this person's place; they are told why.

        :raises UserError: no reason, oneself, or somebody only the chair removes
        """
        mine = self.commission_id._live_row(leader)
        if self == mine:
            raise UserError(
                self.env._("To leave yourself, open the page of the commission.")
            )
        if not self._is_decided_by(mine):
            raise UserError(
                self.env._(
                    "%s leads the commission: only the chair decides about that place.",
                    self.partner_id.name,
                )
            )
        self._remove(reason)
