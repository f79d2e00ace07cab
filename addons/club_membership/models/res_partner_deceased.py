from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL


class ResPartner(models.Model):
    """Marking someone deceased stops every message to them, and to them only."""

    _inherit = "res.partner"

    club_deceased_on = fields.Date(index="btree_not_null")

    def _club_is_reachable(self):
        """Whether a mail to this person has a chance to be read."""
        self.ensure_one()
        return bool(self.active and self.email_normalized and not self.club_deceased_on)

    def write(self, vals):
        if "club_deceased_on" not in vals:
            return super().write(vals)
        risen = self.browse()
        if not vals["club_deceased_on"]:
            risen = self.filtered("club_deceased_on")
        result = super().write(vals)
        if vals["club_deceased_on"]:
            self._club_stop_messages()
            self._club_record_death(fields.Date.to_date(vals["club_deceased_on"]))
        elif risen:
            risen._club_undo_death()
        return result

    def _club_record_death(self, day):
        """Close what memberships are left, and end the offices.

        Closing a membership as deceased writes the date here: it finds nothing left
        to close, and the two do not call each other for ever.
        """
        # sudo: somebody who died did so for every association and every section.
        memberships = self.env["club.membership"].sudo()
        memberships = memberships.search(
            Domain("partner_id", "in", self.ids)
            & Domain("merged_into_id", "=", False)
            & Domain("closing", "not in", ("deceased", "merged"))
        )
        offices = self.env["club.office"].sudo()
        offices = offices.search(
            offices._running_domain(day) & Domain("partner_id", "in", self.ids)
        )
        if memberships or offices:
            self._club_check_may_record_death(memberships)
        if memberships:
            memberships._close("deceased", day, None)
        offices.exists()._end_before(day)

    def _club_undo_death(self):
        # sudo: as in _club_record_death.
        memberships = self.env["club.membership"].sudo()
        memberships = memberships.search(
            [("partner_id", "in", self.ids), ("closing", "=", "deceased")]
        )
        if memberships:
            self._club_check_may_record_death(memberships)
            memberships._undo_death()

    def _club_check_may_record_death(self, memberships):
        """Contacts are everybody's; who is a member is the secretary's business."""
        if self.env.su or self.env.user.has_group(
            "club_membership.group_club_secretary"
        ):
            return
        mine = memberships.sudo(False)._filtered_access("write")
        if not mine or self - mine.partner_id:
            raise AccessError(
                self.env._(
                    "Ask the secretary of the association to record the death of a "
                    "member or of who holds an office."
                )
            )

    def _club_stop_messages(self):
        """Cancel what is on its way; what comes later is stopped where it leaves."""
        # sudo: a secretary reports a death; queues belong to the system.
        notices = (
            self.env["club.notice"]
            .sudo()
            .search(
                [
                    ("payer_id", "in", self.ids),
                    (
                        "state",
                        "in",
                        ("to_send", "to_print", "queued", "bounced", "failed"),
                    ),
                ]
            )
        )
        notices.write({"state": "dropped"})
        mails = (
            self.env["mail.mail"]
            .sudo()
            .search(
                Domain("state", "=", "outgoing")
                & (
                    Domain("recipient_ids", "in", self.ids)
                    | self._club_addressed_domain()
                )
            )
        )
        mails._club_stop_deceased()

    def _club_addressed_domain(self):
        """Domain of the mails that name an address of theirs instead of a partner."""
        addresses = set(filter(None, self.mapped("email_normalized")))
        return Domain.OR(
            Domain(field, "ilike", address)
            for address in addresses
            for field in ("email_to", "email_cc")
        )

    @api.model
    def _club_deceased_among(self, partner_ids):
        """The deceased among these partners (list of ids), as a set of ids."""
        self.flush_model(["club_deceased_on"])
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM res_partner "
                "WHERE club_deceased_on IS NOT NULL AND id = ANY(%s)",
                list(partner_ids),
            )
        )
        return {row[0] for row in rows}


class MailFollowers(models.Model):
    _inherit = "mail.followers"

    def _get_recipient_data(self, records, message_type, subtype_id, pids=None):
        """Followers and addressees of any message, by any channel: not the deceased."""
        data = super()._get_recipient_data(records, message_type, subtype_id, pids=pids)
        partner_ids = {pid for recipients in data.values() for pid in recipients}
        if not partner_ids:
            return data
        deceased = self.env["res.partner"]._club_deceased_among(partner_ids)
        if deceased:
            for recipients in data.values():
                for pid in deceased & set(recipients):
                    del recipients[pid]
        return data
