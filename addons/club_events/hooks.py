"""What happens once, when the addon is installed."""

from odoo import Command

# What Odoo puts on a new website to be replaced by hand: a logo, a telephone number and
# an address that are nobody's, and a search that finds next to nothing.
PLACEHOLDERS = (
    "website.option_header_brand_logo",
    "website.header_text_element",
    "website.header_search_box",
    "website.header_call_to_action",
    "website.footer_custom",
    "website.footer_copyright_company_name",
)
NAME_OF_THE_SITE = "website.option_header_brand_name"
DEFAULT_NAME = "My Website"
BRAND = """
    <img
      t-if="not res_company.uses_default_logo"
      t-attf-src="/logo.png?company={{ res_company.id }}"
      t-att-alt="res_company.name"
      height="40"
    />
    <t t-else="" t-out="res_company.name" />
"""


def post_init_hook(env):
    """Give limited meetings their places, and the association its front door."""
    give_places(env)
    furnish_website(env)


def give_places(env):
    """Meetings that were limited before have places as well: rows, as many as that."""
    events = env["event.event"].with_context(active_test=False)
    tickets = env["event.event.ticket"].search([("seats_max", ">", 0)])
    limited = events.search([("seats_limited", "=", True), ("seats_max", ">", 0)])
    (limited | tickets.event_id)._follow_limits(strict=False)


def furnish_website(env):
    """Make a website that nobody has worked on the association's front door.

    An association that has a site keeps it as it is. Otherwise its name stands at the
    top, and its address leads who is signed in into their space, as it did before there
    was a website, and everybody else to the open meetings.
    """
    website = env.ref("website.default_website", raise_if_not_found=False)
    if not website or _is_in_use(env, website):
        return
    for name in PLACEHOLDERS:
        env.ref(name).active = False
    brand = env.ref(NAME_OF_THE_SITE)
    brand.active = True
    brand.arch = brand.arch.replace(DEFAULT_NAME, BRAND)
    languages = env["res.lang"].search([])
    own = languages.filtered(
        lambda lang: lang.code == website.company_id.partner_id.lang
    )
    website.write(
        {
            "name": website.company_id.name,
            "homepage_url": "/my",
            # Members read their space in their language: it is a part of the site now.
            "language_ids": [Command.set(languages.ids)],
            "default_lang_id": (own or website.default_lang_id).id,
        }
    )
    env["website.menu"].search([("url", "in", ("/contactus", "/"))]).filtered(
        lambda menu: menu.parent_id
    ).unlink()


def _is_in_use(env, website):
    """Whether somebody has made this website theirs: the first thing is its name."""
    return (
        website.name != DEFAULT_NAME
        or website.homepage_url
        or env["website"].search_count([]) > 1
    )
