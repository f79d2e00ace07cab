"""How to make one record of each model beside questions: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe


@recipe("club.merge.request", write="reason")
def _merge_request(world):
    return {
        "partner_id": world.contact().id,
        "other_id": world.contact().id,
        "company_id": world.company.id,
        "author_id": world.contact().id,
    }
