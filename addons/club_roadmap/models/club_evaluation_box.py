from odoo import fields, models


class ClubBallotBox(models.Model):
    """What is different in a box of an evaluation.

    Answers are never shown one by one: which modules somebody uses is a fingerprint,
    of their organisation at least. Receipts alone are shown.
    """

    _inherit = "club.ballot.box"

    evaluation_ids = fields.One2many("club.evaluation", "box_id", readonly=True)

    def _is_evaluation(self):
        # sudo: voters read of the secrecy of their box, and hold no right on it.
        return bool(self.sudo().evaluation_ids)

    def _names_lang(self):
        """The installed language in which the options of this box are named."""
        wanted = {code[:2]: code for code, _n in self.env["res.lang"].get_installed()}
        return wanted.get(self.lang, "en_US")

    def _may_list_ballots(self):
        return not self._is_evaluation() and super()._may_list_ballots()

    def _why_no_list(self):
        if not self._is_evaluation():
            return super()._why_no_list()
        return self.env._(
            "The answers of “%s” are not shown one by one: which modules somebody "
            "uses would tell who it is.",
            self.name,
        )

    def _receipts(self):
        """The receipts of a closed box, in the order of the alphabet: who answered
        finds theirs, and nothing beside it."""
        self._expect("closed", "published")
        # sudo: nobody reads ballots; their receipts alone say nothing.
        return [phrase for *_ballot, phrase in self.sudo()._read_closed()]

    def action_publish(self):
        result = super().action_publish()
        self.evaluation_ids._write_figures()
        return result

    def _seal(self):
        done = super()._seal()
        if done:
            self.evaluation_ids._forget_notices()
        return done

    def _cancel(self, reason):
        result = super()._cancel(reason)
        self.evaluation_ids._forget_notices()
        return result

    def _user_lines(self, memberships, day):
        """Each person once, for however many members they act."""
        rows = super()._user_lines(memberships, day)
        if not self._is_evaluation():
            return rows
        once = {}
        for row in rows:
            once.setdefault(row["partner_id"], row)
        return list(once.values())

    def _published_sentences(self):
        if not self._is_evaluation():
            return super()._published_sentences()
        return [
            self.env._(
                "Answers are never shown one by one, not even without names: which "
                "modules somebody uses would tell who it is. Each question shows its "
                "own figures, and none if fewer than %s users gave it a mark.",
                self.breakdown_min,
            ),
            self.env._(
                "To whom reminders were sent is forgotten when the box is closed."
            ),
        ]

    def _receipt_sentences(self):
        if not self._is_evaluation():
            return super()._receipt_sentences()
        return [
            self.env._(
                "After answering you see two words, once. They are kept beside your "
                "answer and nowhere else: nobody can tell you them again."
            ),
            self.env._(
                "The two words of all answers are shown with the results, without the "
                "answers: you see that yours was counted, and nobody sees what it said."
            ),
        ]
