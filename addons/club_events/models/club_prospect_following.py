from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class ClubProspect(models.Model):
    """What moves prospects by itself: messages, activities and memberships."""

    _inherit = "club.prospect"

    def _message_post_after_hook(self, message, msg_values):
        if message.mail_activity_type_id:
            self._advance("contacted", "activity", message.mail_activity_type_id.name)
        elif message.message_type in ("email", "email_outgoing") or (
            message.message_type == "comment"
            and message.subtype_id == self.env.ref("mail.mt_comment")
        ):
            self._advance("contacted", "message")
        return super()._message_post_after_hook(message, msg_values)

    @api.model
    def _live_domain(self, company):
        """Prospects of the campaigns under way in an association, who may move."""
        return (
            Domain("company_id", "=", company.id)
            & Domain("recruitment_id.active", "=", True)
            & Domain("stage", "!=", "joined")
        )

    def _follow_partner(self):
        """Whose contact is a member has joined."""
        partners = self.partner_id
        if not partners:
            return
        # sudo: whether a contact is a member, of which the prospect keeps the trace.
        memberships = (
            self.env["club.membership"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", partners.ids),
                    ("company_id", "in", self.company_id.ids),
                    ("merged_into_id", "=", False),
                    ("state", "in", ("active", "grace")),
                ]
            )
        )
        if memberships:
            self._follow_memberships(memberships.ids)

    @api.model
    def _follow_memberships(self, membership_ids):
        """Prospects whose contact is a member of good standing now have joined."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.id, m.id
                  FROM club_membership m
                  JOIN club_prospect p ON p.partner_id = m.partner_id
                       AND p.company_id = m.company_id
                  JOIN club_recruitment r ON r.id = p.recruitment_id AND r.active
                 WHERE m.id = ANY(%s) AND m.merged_into_id IS NULL
                   AND m.state IN ('active', 'grace')
                   AND p.active AND p.stage <> 'joined'
                """,
                list(membership_ids),
            )
        )
        for prospect_id, membership_id in rows:
            membership = self.env["club.membership"].browse(membership_id)
            self.browse(prospect_id)._advance(
                "joined",
                "membership",
                membership.sudo().number,
                membership_id=membership_id,
            )
