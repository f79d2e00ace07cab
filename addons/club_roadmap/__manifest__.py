{
    "name": "Club Roadmap",
    "summary": "Pain points, improvement requests, votes and the vendor's answers",
    "version": "19.0.1.0.0",
    "category": "Association",
    "author": "Club contributors",
    "license": "AGPL-3",
    "depends": ["club_ballot", "club_portal"],
    "data": [
        "security/ir.model.access.csv",
        "security/club_roadmap_rules.xml",
        "data/club_roadmap_data.xml",
        "views/club_roadmap_menus.xml",
        "views/club_product_views.xml",
        "views/club_request_views.xml",
        "views/portal_layout.xml",
        "views/portal_similar.xml",
        "views/portal_hub.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "club_roadmap/static/src/roadmap.scss",
            "club_roadmap/static/src/similar.js",
        ],
    },
}
