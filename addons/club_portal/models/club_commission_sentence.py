from odoo import models


class ClubCommissionMember(models.Model):
    """How it went, in one sentence: also the trace of what is done for others."""

    _inherit = "club.commission.member"

    def _joined_sentence(self):
        self.ensure_one()
        name = self.commission_id.name
        if self.state == "requested":
            return self.env._(
                "Your request to join %s is sent; the chair will answer you.", name
            )
        if self.state == "waiting":
            return self.env._(
                "%(commission)s is full: you are number %(position)s on the waiting "
                "list.",
                commission=name,
                position=self._waiting_position(),
            )
        return self.env._("Welcome: you are a member of %s.", name)

    def _left_sentence(self):
        self.ensure_one()
        name = self.commission_id.name
        sentences = {
            "active": self.env._("You have left %s.", name),
            "waiting": self.env._("You are no longer on the waiting list of %s.", name),
            "requested": self.env._("Your request to join %s is withdrawn.", name),
            "invited": self.env._("You have declined the invitation to %s.", name),
        }
        return sentences[self.state]

    def _role_sentence(self):
        self.ensure_one()
        roles = dict(self._fields["role"]._description_selection(self.env))
        return self.env._(
            "New role of %(person)s: %(role)s.",
            person=self.partner_id.name,
            role=roles[self.role],
        )

    def _invited_sentence(self):
        self.ensure_one()
        return self.env._("%s is invited by e-mail.", self.partner_id.name)
