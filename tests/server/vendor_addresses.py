"""What the club writes to the vendor and the vendor answers, on both sides' pages."""

from datetime import date, timedelta

VENDOR = "claire@sylvanor.example"
# Files, and what was sent as it was sent.
NO_PAGES = {
    "/my/letters/<>/document",
    "/my/letters/<>/files/<>",
    "/my/cofunding/<>/quote",
    "/vendor/<>/export/<>",
    "/vendor/letters/<>/document",
    "/vendor/letters/<>/files/<>",
}


class VendorPages:
    """A dossier with an answer and a joint group, a letter, a shared development.

    :param club: a ``PagesAssociation``
    :param product: a ``club.product``
    :param requests: requests whose author is Anne
    """

    def __init__(self, club, product, requests):
        self.club, self.env = club, club.env
        self.vendor = product.vendor_id
        self.contact = self._name_contact()
        self.dossier = self._release(requests)
        self.mine = requests
        self.line = self.dossier.line_ids[0]
        self.line._give(
            self.contact,
            {"feasibility": "partly", "cost_points": "8", "reason": "Dans un an."},
        )
        self.letter = self._write()
        self.funding = self._share(requests)

    def _name_contact(self):
        person = self.env["res.partner"].create(
            {"name": "Claire Vasseur", "email": VENDOR, "parent_id": self.vendor.id}
        )
        self.club.add_login(person)
        contact = self.env["club.vendor.contact"].create(
            {
                "partner_id": person.id,
                "vendor_id": self.vendor.id,
                "company_id": self.club.company.id,
                "lang": "fr_FR",
            }
        )
        contact._open_login()
        return contact

    def _release(self, requests):
        group = self.club.add_commission("Groupe mixte", kind="group")
        self.club.chair(group, self.club.anne)
        dossier = self.env["club.dossier"].create(
            {
                "name": "Ce que le club demande",
                "company_id": self.club.company.id,
                "vendor_id": self.vendor.id,
                "deadline": date.today() + timedelta(days=20),
                "joint_commission_id": group.id,
            }
        )
        dossier._add_requests(requests)
        dossier._release(dossier._fingerprint())
        dossier.line_ids[0].is_discussed = True
        return dossier

    def _write(self):
        office = self.env["club.office"].create(
            {
                "partner_id": self.club.yves.partner_id.id,
                "kind_id": self.env.ref("club_membership.office_kind_president").id,
                "section_id": self.club.root.id,
                "date_from": date.today() - timedelta(days=90),
            }
        )
        letter = self.env["club.letter"].create(
            {
                "subject": "Des réponses plus rapides",
                "body": "<p>Nous vous demandons un engagement.</p>",
                "company_id": self.club.company.id,
                "vendor_id": self.vendor.id,
                "signatory_id": office.id,
                "decided_by_id": self.club.led.id,
                "decided_on": date.today() - timedelta(days=3),
            }
        )
        letter.action_sign()
        # As if it had left: printing it would fetch styles from a server.
        letter._step("sent", ("signed",), sent_on=date.today(), document_type="html")
        return letter

    def _share(self, requests):
        funding = self.env["club.cofunding"].create(
            {
                "name": "Étiquettes de réception",
                "company_id": self.club.company.id,
                "request_id": requests[0].id,
                "description": "<p>À partager entre ceux qui en ont besoin.</p>",
                "amount": 5000,
                "minimum": 3000,
                "deadline": date.today() + timedelta(days=30),
            }
        )
        funding.action_open()
        anne = self.club.anne
        funding._pledge(anne.partner_id, anne, 500, shown=True)
        return funding

    def addresses(self):
        """{rule: [addresses]}, as those of the club."""
        ours, theirs = f"/my/vendor/{self.dossier.id}", f"/vendor/{self.dossier.id}"
        return {
            "/my/letters/<>": [f"/my/letters/{self.letter.id}"],
            "/my/cofunding/<>": [f"/my/cofunding/{self.funding.id}"],
            "/my/requests/<>/release": [f"/my/requests/{self.mine[0].id}/release"],
            "/my/vendor/<>": [ours],
            "/my/vendor/<>/group": [f"{ours}/group"],
            "/vendor/<>": [theirs],
            "/vendor/letters/<>": [f"/vendor/letters/{self.letter.id}"],
            "/vendor/<>/group": [f"{theirs}/group"],
            "/vendor/<>/lines/<>": [
                f"{theirs}/lines/{line.id}" for line in self.dossier.line_ids
            ],
        }
