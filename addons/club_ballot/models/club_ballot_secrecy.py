from odoo import models


class ClubBallotBox(models.Model):
    """“What is secret here”, written from how this very box is set."""

    _inherit = "club.ballot.box"

    def _secrecy(self):
        """What is secret in this vote, from whom, and what it costs.

        :return: list of ``{key, title, sentences}`` in the reader's language
        """
        self.ensure_one()
        # sudo: voters read this page, and hold no right on the box.
        box = self.sudo()
        parts = [
            ("secret", self.env._("What nobody sees"), box._secret_sentences()),
            ("visible", self.env._("What is visible"), box._visible_sentences()),
            ("open", self.env._("While the box is open"), box._open_sentences()),
            ("after", self.env._("After it is closed"), box._after_sentences()),
            ("receipt", self.env._("Your receipt"), box._receipt_sentences()),
        ]
        return [
            {"key": key, "title": title, "sentences": sentences}
            for key, title, sentences in parts
        ]

    def _secret_sentences(self):
        said = [
            self.env._(
                "What you vote is shown to nobody: no page, list or export of the "
                "program shows it to other members, to the association's office or to "
                "its administrators."
            ),
            self.env._(
                "Your ballot is kept without your name, without a date and without an "
                "order. When the box is closed, all ballots are written again in a "
                "random order and the open box is destroyed."
            ),
            self.env._(
                "Nobody votes in your place: neither staff on the telephone nor a "
                "guardian."
            ),
        ]
        if self.roll_kind == "user":
            said.append(
                self.env._(
                    "Each person casts a ballot of their own: it says neither who cast "
                    "it nor for which organisation."
                )
            )
        elif self.roll_kind != "person":
            said.append(
                self.env._(
                    "Within an organisation, its delegates and deputies cast one "
                    "ballot together: it is not noted who of them did."
                )
            )
        return said

    def _visible_sentences(self):
        said = [
            self.env._(
                "Who is on the roll and who has voted is visible to the association's "
                "office, during the vote and after it."
            ),
            self.env._(
                "A result speaks by itself: if everybody votes alike, everybody's vote "
                "is known."
            ),
            self.env._(
                "No figure is shown of a group of fewer than %s ballots, and none from "
                "which one could be computed. With fewer ballots in all, only what was "
                "chosen is told.",
                self.breakdown_min,
            ),
        ]
        return said + self._weight_sentences()

    def _weight_sentences(self):
        if self.state == "draft":
            return []
        classes = self._classes()
        if len(classes) < 2:
            return [
                self.env._(
                    "All ballots of this vote carry the same number of votes: it tells "
                    "nobody apart."
                )
            ]
        said = [
            self.env._(
                "Ballots carry their number of votes, or their category, and are alike "
                "only within these groups: %s.",
                "; ".join(self._say_classes(dict(sorted(classes.items())))),
            )
        ]
        if small := self._small_classes():
            said.append(
                self.env._(
                    "The association has accepted that these could be recognised in "
                    "the totals: %(groups)s. If one of them votes, the ballots are not "
                    "published one by one.",
                    groups="; ".join(self._say_classes(small)),
                )
            )
        if len({weight for weight, _category in classes}) > 1:
            said.append(self._say_rare_weights())
        return said

    def _say_rare_weights(self):
        if self.accepts_small_classes:
            return self.env._(
                "The association has accepted that totals are told even where few "
                "ballots with the same number of votes are cast: these could be "
                "recognised in them."
            )
        return self.env._(
            "If fewer than %s ballots with the same number of votes are cast, only "
            "what was chosen is told.",
            self.breakdown_min,
        )

    def _open_sentences(self):
        said = [
            self.env._(
                "Until the box is closed, who administers the database, or holds a "
                "copy of it, can find out with technical knowledge which ballot is "
                "whose: the database notes which rows were written together. The same "
                "goes for who may add code to the program or to its settings "
                "(technical administrators)."
            ),
            self.env._(
                "A ballot passes through the server in readable form when it is cast. "
                "The program writes it into no log; a database that is set to log "
                "every statement, or slow ones, may."
            ),
        ]
        if self.is_replaceable:
            said.append(
                self.env._(
                    "Ballots may be replaced until the end. To find your former ballot "
                    "again, each one carries a mark made from your line of the roll: "
                    "who reads the whole database while the box is open can follow it "
                    "without effort. The mark is destroyed with the open box."
                )
            )
        else:
            said.append(
                self.env._(
                    "The first ballot counts: no mark links it to you, and it can "
                    "neither be replaced nor taken back."
                )
            )
        said.append(
            self.env._(
                "The draw that decides between equals was made at the opening and is "
                "known to who administers the database; its published hash proves "
                "that it was not changed."
            )
            if self.state != "draft"
            else self.env._(
                "The draw that decides between equals is made at the opening, promised "
                "by its hash, and shown at the end."
            )
        )
        return said

    def _after_sentences(self):
        return [
            self.env._(
                "In the database nothing is left that links a ballot to a voter: no "
                "number, date, order, message or log entry of ours."
            ),
            self.env._(
                "Copies keep what they saw: backups, replicas and the database's own "
                "journal (WAL) made while the box was open, and the disk until it is "
                "written over. Whoever keeps them can still look there."
            ),
            self.env._(
                "The server's access log and the list of signed-in devices show, as "
                "for every page, from which address and at what time somebody was "
                "there; not what was sent."
            ),
            *self._published_sentences(),
        ]

    def _published_sentences(self):
        """What becomes of the ballots when the result is published."""
        said = [
            self.env._(
                "The ballots are published with their receipts, so that everybody can "
                "count them again, if each carries the same votes as at least %s "
                "others.",
                self.breakdown_min - 1,
            ),
        ]
        if self.state != "draft" and len(self._classes()) > 1:
            said.append(
                self.env._(
                    "Each ballot keeps its number of votes and its category: if only "
                    "one of such a group voted, who reads the database knows the "
                    "ballot."
                )
            )
        if self.method == "rating":
            said.append(
                self.env._(
                    "What fewer than %s voters gave a mark shows no figure, and their "
                    "marks of it are left out of the published ballots.",
                    self.breakdown_min,
                )
            )
        return said

    def _receipt_sentences(self):
        said = [
            self.env._(
                "After voting you see two words, once. They are kept beside your "
                "ballot and nowhere else: nobody can tell you them again."
            ),
            self.env._(
                "In the published list you find your ballot by them. They prove "
                "nothing to anybody else: after the end, everybody sees all receipts "
                "and can name any of them."
            ),
            self.env._(
                "Who watches you vote, or makes you show the two words before the end, "
                "can recognise your ballot: keep them to yourself until then."
            ),
        ]
        if self.is_replaceable:
            said.append(
                self.env._(
                    "A replaced ballot gets new words, and the former ones are never "
                    "published: who knew them can tell that you voted again."
                )
            )
        return said
