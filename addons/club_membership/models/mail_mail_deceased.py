from odoo import models
from odoo.fields import Command, Domain
from odoo.tools.mail import email_normalize, email_normalize_all, email_split_tuples


class MailMail(models.Model):
    """The last gate before the mail server: nothing leaves for the deceased."""

    _inherit = "mail.mail"

    def _send(self, *args, **kwargs):
        stopped = self.sudo()._club_stop_deceased()
        living = self.filtered(lambda mail: mail.id not in stopped._ids)
        callback = kwargs.get("post_send_callback")
        if stopped and callback:
            callback(stopped.ids)
        if not living:
            return True
        return super(MailMail, living)._send(*args, **kwargs)

    def _club_stop_deceased(self):
        """Take the deceased off these mails; cancel those left without addressee.

        :return: the cancelled mails
        """
        emptied = self.browse()
        deceased = self.env["res.partner"].browse(
            self.env["res.partner"]._club_deceased_among(self.recipient_ids.ids)
        )
        for mail in self if deceased else emptied:
            gone = mail.recipient_ids & deceased
            if gone:
                mail.recipient_ids = [Command.unlink(partner.id) for partner in gone]
                emptied |= mail
        emptied |= self._club_drop_addresses()
        stopped = emptied.filtered(
            lambda m: not (m.recipient_ids or m.email_to or m.email_cc)
        )
        stopped.write({"state": "cancel"})
        # sudo: notifications belong to their addressee.
        self.env["mail.notification"].sudo().search(
            Domain("mail_mail_id", "in", emptied.ids)
            & Domain("notification_status", "not in", ("sent", "canceled"))
            & (
                Domain("res_partner_id", "in", deceased.ids)
                | Domain("mail_mail_id", "in", stopped.ids)
            )
        ).write({"notification_status": "canceled"})
        return stopped

    def _club_drop_addresses(self):
        """Strike plain addresses that mean a deceased person.

        :return: the mails from which something was struck
        """
        named = self.filtered(lambda m: m.email_to or m.email_cc)
        addresses = {
            address
            for mail in named
            for text in (mail.email_to, mail.email_cc)
            for address in email_normalize_all(text or "")
        }
        # sudo, archived ones too: an address belongs to whoever uses it.
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        users = Domain("email_normalized", "in", list(addresses))
        dead = users & Domain("club_deceased_on", "!=", False)
        if not addresses or not partners.search_count(dead, limit=1):
            return self.browse()
        owners = partners.search(users).grouped("email_normalized")
        struck = self.browse()
        for mail in named:
            for field in ("email_to", "email_cc"):
                kept = mail._club_kept_addresses(mail[field], owners)
                if kept is not None:
                    mail[field] = kept
                    struck |= mail
        return struck

    def _club_kept_addresses(self, text, owners):
        """``text`` without the deceased, None when nobody in it is deceased.

        :param owners: {normalized address: partners using it}
        """
        pairs = email_split_tuples(text or "")
        kept = [pair for pair in pairs if not self._club_means_deceased(*pair, owners)]
        if len(kept) == len(pairs):
            return None
        return ", ".join(f'"{name}" <{mail}>' if name else mail for name, mail in kept)

    def _club_means_deceased(self, name, address, owners):
        """Whether this address, in this mail, reaches for somebody deceased.

        An address that a couple shares still reaches the one alive: only the name
        beside it, or the record the mail is about, tells which of them is meant.
        """
        users = owners.get(email_normalize(address))
        dead = users and users.filtered("club_deceased_on")
        if not dead:
            return False
        living = users - dead
        if not living:
            return True
        if name and name in dead.mapped("name"):
            return name not in living.mapped("name")
        about = self._club_about()
        return bool(about & dead) and not about & living

    def _club_about(self):
        """The partners the mail's document is about."""
        nobody = self.env["res.partner"]
        if not self.model or self.model not in self.env or not self.res_id:
            return nobody
        record = self.env[self.model].browse(self.res_id).exists()
        if not record or record._name == "res.partner":
            return record or nobody
        return record._mail_get_partners().get(record.id, nobody)
