"""The pages of requests, votes and answers, with something on each of them."""

from tests.server import vendor_addresses
from tests.server.evaluation_addresses import EvaluationPages
from tests.server.round_addresses import RoundPages

# Answers that are no page: files, and lines that a form fetches while one types.
NO_PAGES = {
    "/my/requests/<>/files/<>",
    "/my/pains/similar",
    "/my/votes/<>/file/<>",
    *vendor_addresses.NO_PAGES,
}
TOKEN = "token-of-the-pages"
SAID = {"frequency": "daily", "people": "2", "minutes": "5"}


class RoadmapPages:
    """What Anne and Yves asked of a vendor, suffer from and vote on.

    :param club: a ``PagesAssociation``
    """

    def __init__(self, club):
        self.club, self.env = club, club.env
        vendor = self.env["res.partner"].create(
            {"name": "Sylvanor", "is_company": True, "email": "club@sylvanor.example"}
        )
        self.product = self.env["club.product"].create(
            {
                "name": "Sylvanor Gestion",
                "company_id": club.company.id,
                "vendor_id": vendor.id,
                "module_ids": [(0, 0, {"name": "Achats"}), (0, 0, {"name": "Stocks"})],
                "version_ids": [(0, 0, {"name": "12", "state": "released"})],
            }
        )
        self.mine = self.propose(club.anne, "Clôturer un mois en un geste")
        self.other = self.propose(club.yves, "Valider une commande")
        self.other._support(club.anne.partner_id, club.anne)
        self.pain = self._suffer()
        self.runs = self._run(club.anne)
        self.told = self._run(club.yves)
        self.evaluations = EvaluationPages(club, self.product)
        self.rounds = RoundPages(self)
        sent = self.propose(club.anne, "Relire avant d’envoyer")
        sent |= self.propose(club.anne, "Signer à deux")
        self.answers = vendor_addresses.VendorPages(club, self.product, sent)

    def propose(self, membership, name):
        """Return a member's request."""
        return self.env["club.request"]._author_write(
            {
                "name": name,
                "wish": "Un bouton, et c’est fait.",
                "motivation": "Deux jours perdus chaque mois.",
                "product_id": self.product.id,
                "module_id": self.product.module_ids[0].id,
            },
            membership.partner_id,
            membership,
            True,
        )

    def _suffer(self):
        anne, yves = self.club.anne, self.club.yves
        described = {
            "name": "Tout est ressaisi",
            "description": "Sur papier, puis ici.",
        }
        pain = self.env["club.pain"]._describe(
            yves.partner_id, yves, described, SAID, True
        )
        pain._report(anne.partner_id, anne, SAID)
        return pain

    def _run(self, membership):
        """Return what a member runs, and how the migration went."""
        return self.env["club.installation"].create(
            {
                "membership_id": membership.id,
                "product_id": self.product.id,
                "version_id": self.product.version_ids[:1].id,
                "module_ids": [(6, 0, self.product.module_ids.ids)],
                "users_count": 12,
                "hosting": "own",
                "can_testify": True,
                "testimony": "Deux jours, sans une heure d’arrêt.",
            }
        )

    def _mailed(self):
        """What came by e-mail, as whoever follows the link finds it."""
        # Only once Odoo has been started.
        from odoo.addons.club_portal.models.club_signin_link import token_hash

        mail = self.env["club.request.mail"].create(
            {
                "company_id": self.club.company.id,
                "email": self.club.anne.partner_id.email,
                "subject": "Des étiquettes lisibles",
                "body": "Elles sont trop petites.",
                "token_hash": token_hash(TOKEN),
            }
        )
        return f"/my/requests/mailed/{mail.id}/{TOKEN}"

    def addresses(self):
        """{rule: [addresses]}, as those of the club."""
        news = self.env["club.request.news"]._of(
            self.club.anne.partner_id, self.club.company
        )
        requests = (self.mine, self.other)
        return {
            **self.evaluations.addresses(),
            **self.rounds.addresses(),
            **self.answers.addresses(),
            "/my/requests": ["/my/requests", "/my/requests?search=commande&group=all"],
            "/my/requests/<>": [f"/my/requests/{each.id}" for each in requests],
            "/my/requests/<>/edit": [f"/my/requests/{self.mine.id}/edit"],
            "/my/requests/mailed/<>/<>": [self._mailed()],
            "/my/pains/<>": [f"/my/pains/{self.pain.id}"],
            "/my/pains/page/<>": ["/my/pains/page/1"],
            "/my/installations/new/<>": [f"/my/installations/new/{self.club.anne.id}"],
            "/my/installations/<>/edit": [f"/my/installations/{self.runs.id}/edit"],
            "/my/testimonies/<>": [f"/my/testimonies/{self.told.id}"],
            "/club/news/stop/<>/<>": [
                f"/club/news/stop/{news.id}/{news._stop_token()}"
            ],
        }
