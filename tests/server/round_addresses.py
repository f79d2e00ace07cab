"""The pages of votes: one that goes on, one whose list is published."""

from datetime import datetime, timedelta


class RoundPages:
    """Two votes of persons, Anne among them, on what they asked for.

    :param roadmap: a ``RoadmapPages``
    """

    def __init__(self, roadmap):
        self.club, self.env = roadmap.club, roadmap.club.env
        self.done = self._open(roadmap, "priorités")
        self._publish()
        self.running = self._open(roadmap, "seconde liste")

    def _open(self, roadmap, name):
        requests = [
            roadmap.propose(self.club.yves, f"{wish} ({name})")
            for wish in ("Alertes", "Budgets", "Chantiers")
        ]
        for request in requests:
            request._move("sponsored", by="commission")
        now = datetime.utcnow().replace(microsecond=0)
        voted_on = self.env["club.round"].create(
            {
                "name": f"Demandes de l’année : {name}",
                "company_id": self.club.company.id,
                "roll_kind": "person",
                "accepts_small_classes": True,
                "opens_at": now - timedelta(hours=1),
                "closes_at": now + timedelta(days=20),
                "line_ids": [(0, 0, {"request_id": each.id}) for each in requests],
            }
        )
        voted_on.action_open()
        return voted_on

    def _publish(self):
        box = self.done.box_id
        box._stop()
        self.env.cr.postcommit.clear()
        box._seal()
        box._count()
        self.done.action_publish()

    def addresses(self):
        """{rule: [addresses]}, as those of the club."""
        running = f"/my/votes/{self.running.id}"
        return {
            "/my/votes/<>": [running],
            "/my/votes/<>/secrecy": [f"{running}/secrecy"],
            "/my/votes/<>/list": [f"/my/votes/{self.done.id}/list"],
        }
