from .common import TODAY, ClubCommon, freeze_time


@freeze_time(TODAY)
class CommissionCommon(ClubCommon):
    """An open commission, and members of 2026 to sit in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commission = cls._commission("Training")
        cls.anne, cls.bob, cls.carl = (
            cls._current(name) for name in ("Anne", "Bob", "Carl")
        )

    @classmethod
    def _commission(cls, name, **vals):
        return cls.env["club.commission"].create(
            {"name": name, "company_id": cls.company.id, "state": "open", **vals}
        )

    @classmethod
    def _current(cls, name, section=None, kind=None, **vals):
        """Somebody whose membership of 2026 is paid."""
        member = cls._member(name, section or cls.brittany, kind=kind, **vals)
        cls._period(member, "2026-01-01", "2026-12-31")
        return member

    def _join(self, membership, commission=None, person=None):
        return (commission or self.commission)._join(
            person or membership.partner_id, membership
        )

    def _chair(self, membership, commission=None):
        member = self._join(membership, commission)
        return member._set_role("chair")

    def _mails(self, partner):
        """Subjects of the mails queued for somebody."""
        mails = self.env["mail.mail"].search([("recipient_ids", "in", partner.ids)])
        return mails.sorted("id").mapped("subject")
