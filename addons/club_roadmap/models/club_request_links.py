from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date


class ClubRequest(models.Model):
    """From a request to every page that deals with it."""

    _inherit = "club.request"

    def _page_values(self, space):
        return {**super()._page_values(space), "links": self._link_values(space)}

    def _link_values(self, space):
        """Where a member reads more of this request, of what their space may see.

        :return: list of ``{kind, title, text, url}``: votes, dossiers, developments
            that are shared, the version, letters
        """
        # sudo: see _of_space; what was merged into it goes on as this one.
        root = self.sudo()._root()
        family = root | root.search([("root_id", "=", root.id)])
        return [
            *family._vote_links(space),
            *family._dossier_links(space),
            *family._cofunding_links(space),
            *root._version_links(),
            *family._letter_links(space),
        ]

    def _vote_links(self, space):
        rounds = self.env["club.round"]._of_space(space)
        # sudo: members hold no right on lists; the votes are their space's.
        lines = self.env["club.round.line"].sudo()
        found = lines.search(
            Domain("round_id", "in", rounds.ids) & Domain("request_id", "in", self.ids)
        )
        return [
            {
                "kind": self.env._("Voting round"),
                "title": line.round_id.name,
                "text": line._outcome_sentence(),
                "url": line._members_url(),
            }
            for line in found.sorted("id", reverse=True)
        ]

    def _dossier_links(self, space):
        dossiers = self.env["club.dossier"]._of_members(space)
        # sudo: members hold no right on lines; the dossiers are their space's.
        lines = (
            self.env["club.dossier.line"]
            .sudo()
            .search(
                Domain("dossier_id", "in", dossiers.ids)
                & Domain("request_id", "in", self.ids)
            )
        )
        answers = lines._answer_values()
        return [
            {
                "kind": self.env._("Sent to the vendor"),
                "title": line.dossier_id.name,
                "text": answers[line]["label"]
                if line.feasibility
                else self.env._(
                    "Not answered yet; awaited until %s.",
                    format_date(self.env, line.dossier_id.deadline),
                ),
                "url": f"/my/vendor/{line.dossier_id.id}",
            }
            for line in lines
        ]

    def _cofunding_links(self, space):
        found = self.env["club.cofunding"]._of_space(space)
        cards = found.filtered(lambda one: one.request_id in self)._card_values()
        return [
            {
                "kind": self.env._("Shared development"),
                "title": card["name"],
                "text": card["state_label"],
                "url": card["url"],
            }
            for card in cards
        ]

    def _version_links(self):
        version = self.delivered_version_id or self.target_version_id
        if not version:
            return []
        states = dict(version._fields["state"]._description_selection(self.env))
        return [
            {
                "kind": self.env._("Version"),
                "title": version.display_name,
                "text": states[version.state],
                "url": f"/my/releases?product={version.product_id.id}",
            }
        ]

    def _letter_links(self, space):
        found = self.env["club.letter"]._of_space(space)
        cards = found.filtered(lambda one: one.request_ids & self)._card_values()
        return [
            {
                "kind": self.env._("Letter"),
                "title": f"{card['number']} {card['subject']}",
                "text": card["state_label"],
                "url": card["url"],
            }
            for card in cards
        ]


class ClubRoundLine(models.Model):
    _inherit = "club.round.line"

    def _members_url(self):
        vote = self.round_id._head_values()
        return vote["list_url"] if vote["is_published"] else vote["url"]

    def _outcome_sentence(self):
        """What came out of the vote for this request, once it is published."""
        vote = self.round_id
        if vote.state != "published":
            return vote._times_sentence()
        if not self.chosen:
            return self.env._("Not chosen.")
        if self.place:
            return self.env._("Chosen, in place %s.", self.place)
        return self.env._("Chosen.")
