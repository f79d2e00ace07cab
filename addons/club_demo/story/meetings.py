"""The year of the association: its website, its programme, its meetings."""

from odoo.fields import Command


def open_the_door(story):
    """The website is the association's, and speaks its languages."""
    website = story.env["website"].get_current_website()
    languages = story.env["res.lang"].search([])
    website.write(
        {
            "name": story.company.name,
            "language_ids": [Command.set(languages.ids)],
            "default_lang_id": languages.filtered(lambda lang: lang.code == "fr_FR").id,
        }
    )
