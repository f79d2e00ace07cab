"""The pages of questions, of who asks and of who answers, with something on each."""

from datetime import date, timedelta

# Answers that are no page: files.
NO_PAGES = {"/my/support/<>/files/<>"}


class TicketPages:
    """Anne asked twice; Yves asks, and Anne answers as a volunteer.

    :param club: a ``PagesAssociation``
    """

    def __init__(self, club):
        self.club, self.env = club, club.env
        self.category = self.env["club.ticket.category"].create(
            {"name": "Cotisations", "company_id": club.company.id}
        )
        self.env["club.ticket.reply"].create(
            {
                "name": "Renouveler en ligne",
                "body": "Ouvrez « Cotisations », puis « Renouveler ».",
                "company_id": club.company.id,
            }
        )
        self.volunteer = self._volunteer(club.anne)
        self.mine = self.ask(club.anne, "Où est mon reçu ?")
        self.solved = self.ask(club.anne, "Comment voter ?")
        self.solved._solve(self.solved.owner_id, 0)
        self.theirs = self.ask(club.yves, "Je ne peux plus entrer")
        person = self.volunteer.partner_id
        self.theirs._own("chosen", person, self.volunteer, "Anne le sait")
        self.theirs._note(person, "Son adresse a changé.")
        self.theirs._reply(person, "Avec quelle adresse ?", waits=True)

    def _volunteer(self, membership):
        """Return this person as a volunteer, whoever else made them one."""
        volunteers = self.env["club.volunteer"]
        known = volunteers.search(
            [
                ("partner_id", "=", membership.partner_id.id),
                ("company_id", "=", self.club.company.id),
            ]
        )
        return known or volunteers.create(
            {
                "partner_id": membership.partner_id.id,
                "company_id": self.club.company.id,
                "home_section_id": membership.section_id.id,
                "date_start": date.today() - timedelta(days=90),
            }
        )

    def ask(self, membership, name):
        """Return a member's question."""
        return self.env["club.ticket"]._ask(
            {
                "name": name,
                "body": "Je cherche depuis ce matin.",
                "partner_id": membership.partner_id.id,
                "company_id": self.club.company.id,
                "category_id": self.category.id,
            },
            membership.partner_id,
        )

    def addresses(self):
        """{rule: [addresses]}, as those of the club."""
        mine, solved = self.mine.id, self.solved.id
        return {
            "/my/support/<>": [
                f"/my/support/{mine}",
                f"/my/support/{solved}",
                f"/my/support/{solved}?stars=4",
            ],
            "/my/support/desk/<>": [f"/my/support/desk/{self.theirs.id}"],
            "/my/support/<>/request": [
                f"/my/support/{each.id}/request" for each in (self.mine, self.theirs)
            ],
        }
