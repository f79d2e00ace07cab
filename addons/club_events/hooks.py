"""The website that comes along with public meetings."""

# What Odoo puts on a new website to be replaced by hand: a logo, a telephone number and
# an address that are nobody's.
PLACEHOLDERS = (
    "website.option_header_brand_logo",
    "website.header_text_element",
    "website.header_call_to_action",
    "website.footer_custom",
    "website.footer_copyright_company_name",
)
NAME_OF_THE_SITE = "website.option_header_brand_name"


def post_init_hook(env):
    """Make a website that nobody has worked on the association's front door.

    An association that has a site keeps it as it is. Otherwise its name stands at the
    top, and its address leads members into their space, as it did before there was a
    website; open meetings have their page.
    """
    website = env.ref("website.default_website", raise_if_not_found=False)
    if not website or _is_in_use(env, website):
        return
    for name in PLACEHOLDERS:
        env.ref(name).active = False
    brand = env.ref(NAME_OF_THE_SITE)
    brand.active = True
    brand.arch = brand.arch.replace(
        "My Website", '<t t-out="website.company_id.name"/>'
    )
    website.write({"name": website.company_id.name, "homepage_url": "/my"})
    env["website.menu"].search([("url", "in", ("/contactus", "/"))]).filtered(
        lambda menu: menu.parent_id
    ).unlink()


def _is_in_use(env, website):
    """Whether somebody has made this website theirs."""
    homepage = env.ref("website.homepage", raise_if_not_found=False)
    return (
        env["website"].search_count([]) > 1
        or website.homepage_url
        or not homepage
        or bool(
            env["ir.ui.view"].search_count(
                [("key", "=", "website.homepage"), ("website_id", "!=", False)]
            )
        )
    )
