from odoo.tests import TransactionCase, freeze_time

from ..story import association


class DemoCase(TransactionCase):
    """The association that the installation of this addon has made.

    It is looked at on the day of its story, however long ago that was: what is late
    then, or to come, is not for ever.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].search(
            [("name", "=", association.NAME)], limit=1
        )
        cls.mine = [("company_id", "=", cls.company.id)]
        last = cls.env["club.dues.call"].search(cls.mine, order="id desc", limit=1)
        cls.startClassPatcher(freeze_time(last.create_date))
