from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .expense_common import ExpenseCommon

# Model, button that decides on money, field with the amount it is about.
DECISIONS = (
    ("club.payment.out", "action_approve", "amount"),
    ("club.section.transfer", "action_confirm", "amount"),
    ("club.expense", "action_approve", "total"),
)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestSeenAmount(ExpenseCommon):
    """Nobody agrees to another amount than the one on their screen."""

    def _document(self, model):
        if model == "club.expense":
            return self._sent()
        vals = {"section_id": self.brittany.id, "partner_id": self.ann.id}
        if model == "club.section.transfer":
            vals = {
                "from_section_id": self.brittany.id,
                "to_section_id": self.root.id,
            }
        else:
            vals["heading_id"] = self.travel.id
        document = self._as("section_treasurer", self.env[model]).create(
            {"company_id": self.company.id, "amount": 20, "reason": "Fair", **vals}
        )
        ask = "action_propose" if model == "club.section.transfer" else "action_request"
        getattr(document, ask)()
        return document

    def test_amount_changed_meanwhile_is_not_agreed_to(self):
        for model, button, _amount in DECISIONS:
            with self.subTest(model=model):
                decided = self._as("treasurer", self._document(model))
                stale = decided.with_context(club_seen_amount=12.0)
                with self.assertRaisesRegex(UserError, "is of .*20.00.* not of .*12"):
                    getattr(stale, button)()
                getattr(decided.with_context(club_seen_amount=20.0), button)()
                self.assertIn(decided.state, ("approved", "confirmed"))

    def test_buttons_hand_over_what_the_page_shows(self):
        for model, button, amount in DECISIONS:
            with self.subTest(model=model):
                view = self.env[model].get_view(view_type="form")["arch"]
                context = f"{{'club_seen_amount': {amount}}}"
                self.assertIn(context, view.replace("&#39;", "'"))
                self.assertIn(f'name="{button}"', view)
