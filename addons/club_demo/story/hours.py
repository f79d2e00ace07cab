"""Hours of volunteers: given by who chairs, holds an office or helps at a stand."""

# days ago, activity, hours, what was done; the first two wait for an answer
GIVEN = (
    (4, "duty", 3, "Permanence téléphonique"),
    (9, "request", 0.5, "Réponse sur la clôture de l'exercice"),
    (25, "meeting", 2, "Réunion de la commission"),
    (52, "training", 6, "Journée d'initiation des nouveaux"),
    (80, "duty", 3, "Permanence téléphonique"),
    (140, "other", 4.5, "Stand du salon régional"),
    (230, "meeting", 2.5, "Réunion de la commission"),
    (400, "training", 5, "Journée d'initiation des nouveaux"),
)
WAITING = 2


def give(story):
    """Two people with a printed login, and who is in office, gave some time."""
    hours = story.env["club.hours"].with_company(story.company)
    offices = story.env["club.office"].search(
        [("company_id", "=", story.company.id), ("is_current", "=", True)], order="id"
    )
    logins = [story.people["adherent"], story.people["commission"]]
    people = [*logins, *(p for p in offices.partner_id[:12] if p not in logins)]
    for place, person in enumerate(people):
        lines = hours._log(
            [
                {
                    "company_id": story.company.id,
                    "partner_id": person.id,
                    "date": story.ago(days + place),
                    "hours": duration,
                    "activity": activity,
                    "description": what,
                    "origin": f"demo,{days}",
                }
                for number, (days, activity, duration, what) in enumerate(GIVEN)
                # Others did not do all of it; who signs in shows it all.
                if person in logins or (number + place) % 3
            ]
        )
        lines.sorted("date")[:-WAITING]._confirm()
