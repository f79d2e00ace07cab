{
    "name": "Club Portal",
    "summary": "The member's space: dues, commissions, company team, directory, privacy",
    "version": "19.0.1.0.0",
    "category": "Association",
    "author": "Club contributors",
    "license": "AGPL-3",
    "depends": ["account_payment", "auth_signup", "club_membership"],
    "data": [
        "security/ir.model.access.csv",
        "security/club_portal_rules.xml",
        "views/portal_layout.xml",
        "views/portal_home.xml",
        "views/club_trace_views.xml",
        "views/club_membership_views.xml",
    ],
    "assets": {
        "web.assets_frontend": ["club_portal/static/src/portal.scss"],
    },
}
