from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged

from .common import RoadmapCommon

REQUESTS = [
    ("Clôture mensuelle plus rapide", "Nous perdons deux jours à chaque fin de mois."),
    ("Excel export of invoices", "Send the list of customer invoices to a sheet."),
    ("Import des relevés bancaires CAMT", "Lire les fichiers de la banque."),
    ("Double saisie des fournisseurs", "Éviter de retaper les fiches."),
    ("Dark mode for the planner", "Our night shift asks for it."),
    ("Bulletins de paie en couleur", "Imprimer les bulletins avec le logo."),
    ("Warn before a password expires", "Users are locked out on Mondays."),
    ("Archivage légal des factures", "Conserver les factures dix ans."),
]


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequestSimilar(RoadmapCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name, wish in REQUESTS:
            cls._request(name, wish=wish)

    def _alike(self, title, wish=""):
        domain = [("company_id", "=", self.company.id)]
        found = self.env["club.request"]._similar(title, domain, more=wish)
        return found.mapped("name")

    def test_the_same_wish_in_other_words_is_found_first(self):
        for typed, meant in {
            "accélérer la cloture du mois": "Clôture mensuelle plus rapide",
            "export invoices to Excel": "Excel export of invoices",
            "Exporting an invoice": "Excel export of invoices",
            "importer un relevé de banque": "Import des relevés bancaires CAMT",
            "eviter de saisir deux fois un fournisseur": (
                "Double saisie des fournisseurs"
            ),
            "warning when passwords are about to expire": (
                "Warn before a password expires"
            ),
            "bulletin de paye en couleurs": "Bulletins de paie en couleur",
            "Archiver les factures légalement": "Archivage légal des factures",
            "pasword expires": "Warn before a password expires",
        }.items():
            with self.subTest(typed=typed):
                self.assertEqual(self._alike(typed)[:1], [meant])

    def test_what_is_about_something_else_is_not_shown(self):
        for typed in (
            "Réserver une salle de réunion",
            "Signature électronique des contrats",
            "Faster search in the address book",
            "A button to print labels",
            "de la à le les",
            "the of and to",
        ):
            with self.subTest(typed=typed):
                self.assertEqual(self._alike(typed), [])

    def test_words_of_the_wish_count_too(self):
        self.assertEqual(
            self._alike("Planning", wish="Dark colours for the night shift."),
            ["Dark mode for the planner"],
        )
