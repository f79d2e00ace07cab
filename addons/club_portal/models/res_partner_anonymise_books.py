from odoo import models
from odoo.fields import Domain
from odoo.tools import escape_psql

from .res_partner_anonymise_others import ERASED


class ResPartner(models.Model):
    """Forgetting a name that books, mails and logs repeat."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        words = self._club_words(self._club_addresses())
        result = super()._club_forget_elsewhere()
        self._club_unname_entries(words)
        self._club_unname_changes()
        self._club_forget_mails(words)
        self._club_forget_devices()
        return result

    def _club_unname_entries(self, words):
        """Labels of entries say the number instead. Invoices stay as they were issued,
        and so do entries that a hash protects."""
        lines = self.env["account.move.line"].search(
            [
                ("partner_id", "=", self.id),
                ("move_id.move_type", "=", "entry"),
                ("move_id.inalterable_hash", "=", False),
            ]
        )
        moves = lines.move_id
        for records, field in ((moves, "ref"), (moves.line_ids, "name")):
            for record, text in self._club_reworded(records, field, words):
                record.write({field: text})

    def _club_unname_changes(self):
        """Changes noted on others' records: the payer that they were, for example."""
        name = self._club_former_name()
        changes = self.env["mail.tracking.value"]
        for side in ("old_value", "new_value"):
            changes.search(
                [
                    ("field_id.relation", "=", "res.partner"),
                    (f"{side}_integer", "=", self.id),
                ]
            ).write({f"{side}_char": name})

    def _club_forget_mails(self, words):
        """Mails to others about them that failed: nobody sends these again.

        Of a name that several have, only those with the address or of the records of
        this person.
        """
        mails = self.env["mail.mail"].search(
            Domain("state", "in", ("sent", "exception", "cancel"))
            & self._club_surely_mine(words)
            & Domain.OR(
                Domain(field, "ilike", word)
                for word in words
                for field in ("subject", "body_html")
            )
        )
        for field in ("subject", "body_html"):
            named = {mail.id for mail, _ in self._club_reworded(mails, field, words)}
            mails.browse(named).unlink()
            mails = mails.exists()

    def _club_surely_mine(self, words):
        """What leaves the mails of namesakes out, in all associations."""
        named = Domain("name", "ilike", escape_psql(self.name or ""))
        people = self.with_context(active_test=False)
        namesakes = self.name and (
            people.search_count(named & Domain("id", "!=", self.id), limit=1)
            or self.env["club.application"].search_count(named, limit=1)
        )
        if not namesakes:
            return Domain.TRUE
        records = (self, self.club_membership_ids)
        return Domain.OR(
            Domain("model", "=", r._name) & Domain("res_id", "in", r.ids)
            for r in records
        ) | Domain.OR(
            Domain(field, "ilike", word)
            for word, said in words.items()
            if said == ERASED
            for field in ("email_to", "subject", "body_html")
        )

    def _club_forget_devices(self):
        """From where they signed in."""
        users = self.with_context(active_test=False).user_ids
        self.env["res.device.log"].search([("user_id", "in", users.ids)]).unlink()
