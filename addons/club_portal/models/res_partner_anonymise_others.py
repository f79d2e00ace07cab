import re
from html import escape

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL, escape_psql

ERASED = "erased@example.invalid"
# What core copies from the contact at each online payment.
COPIED = ("name", "email", "address", "zip", "city", "state_id", "phone")


class ResPartner(models.Model):
    """Forgetting what payments, files and the records of others say of a person."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        addresses = self._club_addresses()
        teams = self._club_teams(addresses)
        result = super()._club_forget_elsewhere()
        self._club_forget_payments()
        self._club_forget_invitations(addresses)
        self._club_forget_reasons()
        self._club_forget_files(addresses)
        self._club_forget_asked(addresses)
        self._club_unname(addresses, teams)
        return result

    def _club_addresses(self):
        """Every e-mail address that leads to this person."""
        delegations = self.env["club.delegation"].search([("partner_id", "=", self.id)])
        accepted = self.env["club.invitation"].search(
            [("accepted_by_id", "=", self.id)]
        )
        known = [self.email_normalized, *delegations.mapped("email")]
        return {address for address in known + accepted.mapped("email") if address}

    def _club_invited(self, addresses):
        """Invitations to this person; of a mailbox that several share, only theirs."""
        invitations = self.env["club.invitation"].search(
            [
                ("email", "in", list(addresses)),
                ("accepted_by_id", "in", (False, self.id)),
            ]
        )
        shared = self.search_count(
            [("email_normalized", "in", list(addresses)), ("id", "!=", self.id)]
        )
        return (
            invitations.filtered(
                lambda i: (
                    not shared
                    or i.name.casefold() in ((self.name or "").casefold(), i.email)
                )
            )
            | self._club_invited_by_name()
        )

    def _club_invited_by_name(self):
        """Invitations to another address, of the teams they were in."""
        acted = self.env["club.delegation"].search([("partner_id", "=", self.id)])
        return self.env["club.invitation"].search(
            [
                ("membership_id", "in", acted.membership_id.ids),
                ("name", "=ilike", escape_psql(self.name or "")),
                ("accepted_by_id", "in", (False, self.id)),
            ]
        )

    def _club_teams(self, addresses):
        """The memberships in whose records this person may be named."""
        delegations = self.env["club.delegation"].search([("partner_id", "=", self.id)])
        seats = self.env["club.commission.member"].search(
            [("partner_id", "=", self.id)]
        )
        return (
            delegations.membership_id
            | self._club_invited(addresses).membership_id
            | seats.commission_id.member_ids.membership_id
        )

    def _club_forget_payments(self):
        below = self.with_context(active_test=False).child_ids.filtered(
            lambda child: child.type != "contact" and not child.club_membership_ids
        )
        mine = Domain("partner_id", "in", (self | below).ids)
        self.env["payment.transaction"].search(mine).write(
            {**{f"partner_{name}": False for name in COPIED}, "state_message": False}
        )
        # Archived, not deleted: past payments were made with them.
        self.env["payment.token"].search(mine).write(
            {"active": False, "payment_details": False}
        )

    def _club_forget_invitations(self, addresses):
        invitations = self._club_invited(addresses)
        invitations.filtered(lambda i: i.state == "sent")._cancel()
        invitations.write({"name": self._club_former_name(), "email": ERASED})

    def _club_forget_reasons(self):
        """Free words about the person. The register keeps its own: it is evidence."""
        mine = Domain("partner_id", "in", self.ids)
        for model, field in (
            ("club.commission.member", "reason"),
            ("club.due", "decision_reason"),
            ("club.retention.line", "message"),
        ):
            self.env[model].search(mine & Domain(field, "!=", False)).write(
                {field: False}
            )

    def _club_forget_files(self, addresses):
        """Files they were read from, papers of the membership, mails that failed."""
        self.env["club.import"].search(
            [
                ("state", "in", ("done", "cancelled")),
                ("line_ids.partner_id", "in", self.ids),
            ]
        ).write({"file": False})
        self.env["ir.attachment"].search(
            [
                ("res_model", "=", "club.membership"),
                ("res_id", "in", self.club_membership_ids.ids),
                ("res_field", "=", False),
            ]
        ).unlink()
        if addresses:
            # What still waits leaves: the answer to the person is among it.
            self.env["mail.mail"].search(
                Domain("state", "in", ("sent", "exception", "cancel"))
                & Domain.OR(Domain("email_to", "ilike", a) for a in addresses)
            ).unlink()

    def _club_forget_asked(self, addresses):
        """What they asked from outside: to join, and to sign in."""
        applications = self._club_asked(addresses)
        personal = applications.filtered(
            lambda a: a.kind == "person" and not a.guardian_name
        )
        personal.message_ids.unlink()
        personal.unlink()
        # The organisation's, the child's or the guardian's: the other one stays.
        own = (self.name or "").casefold()
        for other in applications - personal:
            values = {"email": ERASED, "phone": False}
            for who in ("name", "guardian_name"):
                if (other[who] or "").casefold() == own:
                    values[who] = self._club_former_name()
            if other.guardian_name and "name" in values:
                values |= dict.fromkeys(("birth_date", "street", "zip", "city"), False)
            other.write(values)
        self.env["club.signin.request"].search(
            Domain.OR(Domain("asked", "=ilike", escape_psql(a)) for a in addresses)
        ).unlink()

    def _club_asked(self, addresses):
        """Applications that name this person, from their mailbox or a guardian's."""
        if not self.name:
            return self.env["club.application"]
        guardians = self.env["club.guardian"].search([("minor_id", "=", self.id)])
        theirs = set(guardians.guardian_id.mapped("email_normalized")) - {False}
        named = Domain("name", "=ilike", escape_psql(self.name))
        acting = Domain("guardian_name", "=ilike", escape_psql(self.name))
        return self.env["club.application"].search(
            (self._club_from(addresses) & (named | acting))
            | (self._club_from(theirs) & named & Domain("guardian_name", "!=", False))
        )

    def _club_from(self, addresses):
        return Domain.OR(Domain("email", "=ilike", escape_psql(a)) for a in addresses)

    def _club_words(self, addresses):
        """What others' records say of the person, and what they say afterwards."""
        words = dict.fromkeys(addresses, ERASED)
        for name in filter(None, (self.name, escape(self.name or "", quote=False))):
            words[name] = self._club_former_name()
        return words

    def _club_unname(self, addresses, teams):
        """Take name and addresses out of what is written on others' records."""
        words = self._club_words(addresses)
        traces = self.env["club.trace"].search(
            Domain("person_id", "=", self.id) | Domain("membership_id", "in", teams.ids)
        )
        for trace, text in self._club_reworded(traces, "action", words):
            # By SQL: a trace is not rewritten by anything else.
            self.env.cr.execute(
                SQL("UPDATE club_trace SET action = %s WHERE id = %s", text, trace.id)
            )
        traces.invalidate_recordset(["action"])
        theirs = Domain("model", "=", "club.membership") & Domain(
            "res_id", "in", teams.ids
        )
        named = Domain.OR(Domain("body", "ilike", word) for word in words)
        for records, field in (
            (self.env["mail.message"].search(theirs & named), "body"),
            (teams.delegation_ids.filtered("end_reason"), "end_reason"),
        ):
            for record, text in self._club_reworded(records, field, words):
                record.write({field: text})

    def _club_reworded(self, records, field, words):
        """Of these records, those that name the person, with the text to put."""
        if not words:
            return
        pattern = re.compile(
            "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words),
            re.IGNORECASE,
        )
        folded = {word.casefold(): new for word, new in words.items()}
        for record in records:
            before = str(record[field] or "")
            after = pattern.sub(lambda m: folded[m[0].casefold()], before)
            if after != before:
                yield record, after
