{
    "name": "Club Membership",
    "summary": "Sections, offices, memberships and dues of a members' association",
    "version": "19.0.1.0.0",
    "category": "Association",
    "author": "Club contributors",
    "license": "AGPL-3",
    "application": True,
    "depends": ["account", "contacts", "portal", "account_qr_code_sepa"],
    "data": [
        "security/club_membership_groups.xml",
        "security/ir.model.access.csv",
        "security/club_membership_rules.xml",
        "data/club_office_kind_data.xml",
        "data/club_membership_cron.xml",
        "views/club_menus.xml",
    ],
    "post_init_hook": "post_init_hook",
}
