from odoo import models


class ClubCommission(models.Model):
    """What joining costs, in a sentence or two."""

    _inherit = "club.commission"

    def _fee_sentence(self, person, membership):
        """What joining in the name of this membership adds to its dues, and when."""
        self.ensure_one()
        if not self.fee:
            return ""
        fee, payer = self._fee_label(), membership.partner_id
        if payer == person:
            said = self.env._(
                "Joining adds %(fee)s to your dues, once per period.", fee=fee
            )
        elif self._adds_fee(membership):
            said = self.env._(
                "Joining adds %(fee)s to the dues of %(organisation)s, once per "
                "period.",
                fee=fee,
                organisation=payer.name,
            )
        else:
            return self.env._(
                "%s pays the fee already, for all who sit for it.", payer.name
            )
        return f"{said} {self._later_sentence()}".strip()

    def _later_sentence(self):
        """When the fee is due, where joining is not at once."""
        full = self.max_size and self.member_count >= self.max_size
        if self.fee and (full or self.join_policy == "approval"):
            return self.env._("Nothing is due before a place is yours.")
        return ""


class ClubCommissionMember(models.Model):
    """How it went, in one sentence: also the trace of what is done for others."""

    _inherit = "club.commission.member"

    def _joined_sentence(self):
        self.ensure_one()
        name = self.commission_id.name
        if self.state == "requested":
            said = self.env._(
                "Your request to join %s is sent; the chair will answer you.", name
            )
        elif self.state == "waiting":
            said = self.env._(
                "%(commission)s is full: you are number %(position)s on the waiting "
                "list.",
                commission=name,
                position=self._waiting_position(),
            )
        else:
            return self.env._("Welcome: you are a member of %s.", name)
        return f"{said} {self.commission_id._later_sentence()}".strip()

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
