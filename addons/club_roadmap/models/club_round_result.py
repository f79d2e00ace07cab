from odoo import models
from odoo.exceptions import UserError

# More would be no page that one reads.
LISTED = 1000


class ClubRound(models.Model):
    """“The club's list”, and how it came about: plain values for the page."""

    _inherit = "club.round"

    def _result_values(self):
        """All that members read about a published vote."""
        self.ensure_one()
        lines = self.line_ids
        why = {each["code"]: each["sentence"] for each in self.box_id._explain()}
        chosen = lines.filtered("chosen").sorted("place")
        return {
            **self._head_values(),
            "with_cost": self.stage == "capacity",
            "chosen": [self._result_line(line, why) for line in chosen],
            "others": [self._result_line(line, why) for line in lines - chosen],
            "turnout": self._turnout_sentence(),
            "spent": self._spent_sentence(chosen),
            "method": self._method_sentence(),
            "is_bare": bool((self.result or {}).get("is_bare")),
            "bare": self._bare_sentence(),
            "explained": self.box_id._explain(),
            "compared": self._compared_values(),
            "is_ranked": self._way() == "ranking",
            "hides_nothing": any(
                each["nothing_heads"] is None for each in self.box_id._compare()
            ),
            "paid": self._paid_values(),
            "seed": self.seed,
            "file_hash": self.file_hash,
            **self._listed_values(),
        }

    def _result_line(self, line, why):
        request = line.request_id
        module = request.module_id.name or request.product_id.name
        return {
            "place": line.place,
            "number": line.code,
            "title": line.title,
            "cost": line.cost,
            "url": f"/my/requests/{request.id}",
            "why": why.get(line.code, ""),
            "for_whom": module or "",
            "supporters": request.support_count,
            "now": self._now_sentence(line),
        }

    def _now_sentence(self, line):
        """Where a request stands that has gone on since the vote."""
        request = line.request_id._root()
        expected = "chosen" if line.chosen else line.former_state
        return "" if request.state == expected else request._state_label()

    def _turnout_sentence(self):
        return self.env._(
            "%(voted)s of %(count)s on the roll have voted.",
            voted=self.voted_count,
            count=self.roll_count,
        )

    def _spent_sentence(self, chosen):
        if self.stage != "capacity":
            return ""
        return self.env._(
            "Together they cost %(cost)s of the vendor's %(budget)s points.",
            cost=sum(chosen.mapped("cost")),
            budget=self.budget,
        )

    def _bare_sentence(self):
        return self.env._(
            "Fewer than %s ballots were cast, in all or with the same number of votes: "
            "only what was chosen is told, since figures of so few ballots would be "
            "the ballots.",
            self.breakdown_min,
        )

    def _method_sentence(self):
        """How the ballots were counted, in plain words."""
        said = {
            "approval": self.env._("What most voters ticked was chosen."),
            "cumulative": self.env._("What got the most points was chosen."),
            "quadratic": self.env._("What got the most votes was chosen."),
            "borda": self.env._(
                "Each place in a ranking gives points; the most points were chosen."
            ),
            "schulze": self.env._(
                "Each request was compared with each other one, as the rankings say; "
                "what wins these comparisons was chosen."
            ),
            "equal_shares": self.env._(
                "Each voter had an equal share of the budget. A request was chosen "
                "when those who want it could pay for it together, the most points for "
                "the money first. What was left over went by votes."
            ),
        }
        return said[self.method]

    def _rule_names(self):
        return {
            "greedy": self.env._("The most votes first"),
            "borda": self.env._("By places (Borda)"),
            "equalshares": self.env._("Equal shares"),
        }

    def _compared_values(self):
        """The same ballots by three rules, side by side."""
        names = self._rule_names()
        titles = {line.code: line.title for line in self.line_ids}
        return [
            {
                "rule": names[each["rule"]],
                "winners": [f"{code} {titles[code]}" for code in each["winners"]],
                "nothing": self._say_share(each["nothing_heads"]),
            }
            for each in self.box_id._compare()
        ]

    def _say_share(self, share):
        if share is None:
            return self.env._("not shown")
        return self.env._("%s %%", round(100 * float(share)))

    def _paid_values(self):
        """Who pays for what under equal shares, of enough voters together."""
        titles = {line.code: line.title for line in self.line_ids}
        paid = self.box_id._paid()
        groups = [group for each in paid for group in each["groups"]]
        # Where all ballots are alike, groups say nothing.
        differ = len({(group["category"], group["weight"]) for group in groups}) > 1
        return [
            {
                "title": titles[each["option"]],
                "by_votes": each["by_votes"],
                "supporters": each["supporters"],
                "groups": [
                    self._say_group(group) for group in each["groups"] if differ
                ],
            }
            for each in paid
        ]

    def _say_group(self, group):
        who = group["category"] or self.env._(
            "voters with %s votes each", group["weight"]
        )
        return self.env._(
            "%(who)s: %(share)s", who=who, share=self._say_share(group["share"])
        )

    def _listed_values(self):
        """The published ballots, or why they are not shown."""
        try:
            ballots = self.box_id._ballots()
        except UserError as refusal:
            return {"ballots": [], "why_no_ballots": str(refusal), "too_many": False}
        too_many = len(ballots) > LISTED
        return {
            "why_no_ballots": "",
            "too_many": too_many,
            "ballots": [
                {
                    "receipt": each["receipt"],
                    "weight": each["weight"],
                    "category": each["category"],
                    "content": self._say_content(each["content"]),
                }
                for each in ballots[: 0 if too_many else None]
            ],
        }

    def _say_content(self, content):
        """A published ballot in one line."""
        if "order" in content:
            told = " > ".join(content["order"])
        elif self._way() == "choice":
            told = ", ".join(content["marks"])
        else:
            marks = sorted(content["marks"].items(), key=lambda each: -each[1])
            told = ", ".join(f"{code} {points}" for code, points in marks)
        return told or self.env._("blank")
