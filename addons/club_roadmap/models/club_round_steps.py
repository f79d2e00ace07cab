from odoo import fields, models
from odoo.exceptions import UserError


class ClubRound(models.Model):
    """What happens to requests when a vote on them begins and ends."""

    _inherit = "club.round"

    def action_open(self):
        """Freeze the list, the rules and the roll, and let members vote."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "open":
            self.box_id.action_open()

    def action_publish(self):
        """Show the club's list to its members."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "published":
            self.box_id.action_publish()

    def action_cancel(self):
        """Give up a draft; an open vote is cancelled by a decision, with its reason."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "cancelled":
            self.box_id._expect("draft")
            # sudo: states follow buttons, never by hand.
            self.box_id.sudo()._cancel(self.env._("Given up before it was opened."))

    def action_view_roll(self):
        """Show who is on the roll, and who has voted."""
        self.ensure_one()
        return self.box_id.action_view_roll()

    def action_view_box(self):
        """Show the ballot box, and what was decided about it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.ballot.box",
            "res_id": self.box_id.id,
            "view_mode": "form",
        }

    def action_count(self):
        """Count again: the same ballots give the same result."""
        self.ensure_one()
        self.box_id.action_count()

    def _opened(self):
        """The box is open: the requests of its list are in a vote."""
        for line in self.line_ids:
            line.write({"former_state": line.request_id.state, "is_live": True})
            line.request_id._move("voting")

    def _read_result(self):
        """Bring the count of the box to the lines."""
        for each in self:
            winners = (each.result or {}).get("winners", [])
            places = {code: place for place, code in enumerate(winners, 1)}
            for line in each.line_ids:
                place = places.get(line.code, 0)
                line.write({"chosen": bool(place), "place": place})

    def _publish(self):
        """The list is published: what was chosen is on it, the rest is what it was."""
        for each in self:
            each._read_result()
            each._end_lines(
                each.env._("Not on the list of “%s”.", each.name), by="vote"
            )
            each._note_result()

    def _end_lines(self, reason, by):
        """Give the requests of the list back.

        :param reason: why those that are not chosen go back to what they were
        """
        for line in self.line_ids.filtered("is_live"):
            line.is_live = False
            request = line.request_id
            # What the vendor decided meanwhile stays as the vendor said it.
            if request.state != "voting":
                continue
            if line.chosen:
                request._move("chosen", self.env._("Chosen in “%s”.", self.name), by)
            else:
                request._move(line.former_state, reason, by)


class ClubBallotBox(models.Model):
    """The box of a round takes the round along, whichever button was used."""

    _inherit = "club.ballot.box"

    round_ids = fields.One2many("club.round", "box_id")

    def _open(self):
        self.round_ids._freeze_list()
        result = super()._open()
        self.round_ids._opened()
        self.round_ids._wake_reminders()
        return result

    def _cast(self, line, person, content):
        receipt = super()._cast(line, person, content)
        # The page that shows the receipt counts the ballots that still wait.
        line.invalidate_model(["has_voted"])
        return receipt

    def _prolong(self, closes_at, reason):
        result = super()._prolong(closes_at, reason)
        self.round_ids._wake_reminders()
        return result

    def _seal(self):
        done = super()._seal()
        if done:
            self.round_ids._forget_reminders()
        return done

    def _count(self):
        result = super()._count()
        self.round_ids._read_result()
        return result

    def action_publish(self):
        result = super().action_publish()
        # sudo: requests follow the vote; who may publish was checked.
        self.sudo().round_ids._publish()
        return result

    def _cancel(self, reason):
        result = super()._cancel(reason)
        for each in self.round_ids:
            each._forget_reminders()
            each._end_lines(
                self.env._("The vote “%(vote)s” was cancelled.", vote=self.name),
                by="office",
            )
        return result


class ClubRequest(models.Model):
    _inherit = "club.request"

    round_line_ids = fields.One2many("club.round.line", "request_id", string="Votes")

    def _move(self, state, reason="", by="office"):
        """What voters were told stays: nobody takes a request out of an open vote.
        Only the vendor's own decisions do not wait for it."""
        if state != "voting" and by != "vendor":
            # sudo: whether a vote holds the request is no secret to who moves it.
            held = self.sudo().round_line_ids.filtered("is_live")[:1]
            if held:
                raise UserError(
                    self.env._(
                        "%(request)s is in the vote “%(vote)s”: publish or cancel the "
                        "vote first.",
                        request=held.request_id.display_name,
                        vote=held.round_id.name,
                    )
                )
        return super()._move(state, reason, by)
