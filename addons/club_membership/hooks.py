from .tools import ensure_extensions


def pre_init_hook(env):
    """Bring what the exclusion constraints of dated rows need: where it is missing,
    Odoo logs an error and installs without them."""
    ensure_extensions(env.cr, "btree_gist")


def post_init_hook(env):
    """Give every existing company its root section, so that a small club needs none."""
    for company in env["res.company"].search([]):
        company._club_root_section()
