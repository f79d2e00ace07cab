def post_init_hook(env):
    """Give every existing company its root section, so that a small club needs none."""
    for company in env["res.company"].search([]):
        company._club_root_section()
