from odoo.tests import freeze_time

from .common import TODAY, ClubCommon

DUE_DATE = "2026-04-15"


@freeze_time(TODAY)
class NoticeCommon(ClubCommon):
    """Members called for 2026, payable on 15 April; a bank account on the notices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.type_person.grace_days = 120
        cls.company.write(
            {
                "email": "dues@association.example",
                "street": "1 rue de la Paix",
                "zip": "35000",
                "city": "Rennes",
            }
        )
        cls.company.club_bank_account_id = cls.env["res.partner.bank"].create(
            {
                "acc_number": "FR76 3000 6000 0112 3456 7890 189",
                "partner_id": cls.company.partner_id.id,
            }
        )

    @classmethod
    def _renewing(cls, name, email=None, payer=None, section=None, **partner):
        """A member of 2025 whom a call of 2026 concerns."""
        address = {"street": "2 quai", "zip": "35000", "city": "Rennes"}
        person = cls._person(name, **address, **partner)
        if email is not None:
            person.email = email
        member = cls._member(
            name, section=section, partner=person, payer_id=payer and payer.id
        )
        cls._period(member, "2025-01-01", "2025-12-31")
        return member

    @classmethod
    def _call(cls, **vals):
        """A dues call of 2026 done for everybody."""
        call = cls._dues_call(**{"name": "Call 2026", "due_date": DUE_DATE, **vals})
        call.action_preview()
        call.action_confirm()
        call._run_now()
        return call

    def _notice(self, call, member):
        payer = member.payer_id or member.partner_id
        return call.notice_ids.filtered(
            lambda n: n.payer_id == payer and not n.level_id
        )

    def _send(self, call):
        call.notice_ids.filtered(lambda n: n.state == "to_send")._queue_mails()

    def _deliver(self, notices):
        """What the mail server would do, without one."""
        for mail in notices.mail_id:
            mail._postprocess_sent_message(mail.recipient_ids, [])
