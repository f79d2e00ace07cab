"""The pages of evaluations: one that is asked, one whose results are out."""

from datetime import datetime, timedelta


class EvaluationPages:
    """Two evaluations of a product.

    :param club: a ``PagesAssociation``
    :param product: a ``club.product``
    """

    def __init__(self, club, product):
        self.club, self.product = club, product
        self.done = self._open(datetime.now().year - 1)
        self._publish(self.done)
        self.running = self._open(datetime.now().year)

    def _open(self, year):
        now = datetime.utcnow().replace(microsecond=0)
        evaluation = self.club.env["club.evaluation"].create(
            {
                "name": f"{self.product.name} {year}",
                "company_id": self.club.company.id,
                "product_id": self.product.id,
                "year": year,
                "opens_at": now - timedelta(hours=1),
                "closes_at": now + timedelta(days=20),
                "accepts_small_classes": True,
            }
        )
        evaluation.action_open()
        return evaluation

    def _publish(self, evaluation):
        box = evaluation.box_id
        box._stop()
        self.club.env.cr.postcommit.clear()
        box._seal()
        evaluation.action_publish()
        # So few users answer here that nothing would be shown.
        self.club.env["club.evaluation.figure"].create(
            [
                {
                    "question_id": question.id,
                    "count": 10,
                    "satisfied_count": 9,
                    "mean": 4.4,
                    "satisfied": 90,
                    "wilson": 59.58,
                }
                for question in evaluation.question_ids[1:]
            ]
        )

    def addresses(self):
        """{rule: [addresses]}, as those of the club."""
        both = [f"/my/evaluations/{each.id}" for each in (self.running, self.done)]
        return {
            "/my/evaluations/<>": both,
            "/my/evaluations/<>/secrecy": [f"{both[0]}/secrecy"],
        }
