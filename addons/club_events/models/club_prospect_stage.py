from odoo import api, models
from odoo.exceptions import UserError

# How far each stage is. Who is not interested is taken up again by what they do, as
# coming to a meeting, and not by another call.
RANK = {"known": 0, "contacted": 1, "lost": 1, "guest": 2, "applied": 3, "joined": 4}


class ClubProspect(models.Model):
    """The stages: forward by themselves, never back; each step is kept."""

    _inherit = "club.prospect"

    def write(self, vals):
        """Keep a step of each change of stage; who joined has a membership.

        :raises UserError: set by hand to joined, or to lost without a reason
        """
        if "stage" not in vals:
            result = super().write(vals)
            if "partner_id" in vals:
                self._follow_partner()
            return result
        how, note = self._why(vals)
        before = {prospect: prospect.stage for prospect in self}
        result = super().write(vals)
        self._keep_steps(before, how, note)
        return result

    def _why(self, vals):
        """What moves these prospects: (how, note)."""
        # Only our own code runs as superuser: nobody else says what moved them.
        if self.env.su and (told := self.env.context.get("club_prospect_how")):
            return told
        if vals["stage"] == "joined" and self.filtered(lambda p: p.stage != "joined"):
            raise UserError(
                self.env._(
                    "%s joins by becoming a member: link the contact, and admit them "
                    "in Members.",
                    self[:1].name,
                )
            )
        if vals["stage"] == "lost":
            for prospect in self:
                if not (vals.get("lost_reason") or prospect.lost_reason or "").strip():
                    raise UserError(
                        self.env._(
                            "%s: open them and write why they are not interested "
                            "first.",
                            prospect.name,
                        )
                    )
        return "hand", vals.get("lost_reason") or ""

    def _keep_steps(self, before, how, note):
        """Add a row for each of these prospects whose stage changed.

        :param before: {prospect: stage}
        """
        # sudo: steps are written by changes of stage alone.
        self.env["club.prospect.step"].sudo().create(
            [
                {
                    "prospect_id": prospect.id,
                    "stage_from": before.get(prospect),
                    "stage_to": prospect.stage,
                    "how": how,
                    "note": note or (prospect.stage == "lost" and prospect.lost_reason),
                    "user_id": self.env.uid,
                }
                for prospect in self
                if before.get(prospect) != prospect.stage
            ]
        )

    def _began(self):
        """The first step of new prospects; a member among them has joined already."""
        how = "import" if self.env.context.get("club_prospect_import") else "hand"
        self._keep_steps({}, how, "")
        self._follow_partner()

    def _advance(self, stage, how, note="", **vals):
        """Move those who are not that far yet; never back.

        :param how: a key of ``HOW``
        :param vals: what else is written on those who move
        :return: those who moved
        """
        behind = self.filtered(lambda p: RANK[p.stage] < RANK[stage])
        if behind:
            # sudo: what happened moves them, whoever made it happen.
            behind.sudo().with_context(club_prospect_how=(how, note)).write(
                {**vals, "stage": stage}
            )
        return behind

    def action_contacted(self):
        """Somebody called or met them: it is in the thread, and they are contacted."""
        self.check_access("write")
        for prospect in self:
            prospect.message_post(body=self.env._("Called or met."))
        self._advance("contacted", "message")

    def action_lose(self):
        """They are not interested, for the reason written before.

        :raises UserError: no reason is given
        """
        self.write({"stage": "lost"})

    def action_reopen(self):
        """Take up who was not interested: back to contacted, the step says who did."""
        lost = self.filtered(lambda p: p.stage == "lost")
        lost.write({"stage": "contacted", "lost_reason": False})

    @api.ondelete(at_uninstall=False)
    def _unlink_except_guest(self):
        for prospect in self:
            if prospect.guest_ids:
                raise UserError(
                    self.env._(
                        "%s was invited to a meeting: archive them instead.",
                        prospect.name,
                    )
                )
