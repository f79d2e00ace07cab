from odoo import api, models
from odoo.fields import Domain

from .club_evaluation import LEAST


class ClubEvaluation(models.Model):
    """What a vendor's own people read of the evaluations of its products."""

    _inherit = "club.evaluation"

    @api.model
    def _of_door(self, door):
        """Published evaluations of the products of the vendors that a person answers
        for, the newest first.

        :param door: a ``VendorDoor``
        """
        theirs = Domain.OR(
            Domain("product_id.vendor_id", "=", contact.vendor_id.id)
            & Domain("company_id", "=", contact.company_id.id)
            for contact in door.contacts
        )
        # sudo: vendors hold no right on evaluations; the domain is their door's.
        return self.sudo().search(Domain("state", "=", "published") & theirs)

    def _door_values(self):
        """Evaluations on the vendor's page; fewer answers than a figure needs are not
        counted out either."""
        return [
            {
                **evaluation._vendor_values(),
                "id": evaluation.id,
                "association": evaluation.company_id.name,
                "least": max(LEAST, evaluation.breakdown_min),
                "is_counted": evaluation.voted_count
                >= max(LEAST, evaluation.breakdown_min),
            }
            for evaluation in self
        ]
