"""What the members of the story ask of their vendor, in their words."""

VENDOR = "Sylvanor Logiciels"

# key -> name, modules, versions from the oldest: name, state, days from today (when it
# came out, or was first promised for)
PRODUCTS = {
    "gestion": (
        "Sylvanor Gestion",
        ("Comptabilité", "Facturation", "Trésorerie", "Achats", "Stocks"),
        (
            ("11", "released", -800),
            ("12", "released", -440),
            ("12.2", "planned", 15),
            ("13", "planned", 300),
        ),
    ),
    "paie": (
        "Sylvanor Paie",
        ("Bulletins", "Déclarations", "Temps et absences", "Portail salarié"),
        (
            ("7", "released", -640),
            ("8", "released", -420),
            ("8.1", "planned", -65),
            ("9", "planned", 210),
        ),
    ),
}

# key -> kind, product, module, version, title, wish, motivation, supporters
REQUESTS = {
    "efacture": (
        *("product", "gestion", "Facturation", "12"),
        "Recevoir les factures électroniques sans les ressaisir",
        "Une facture reçue de la plateforme arrive dans la corbeille du service "
        "concerné, déjà lue : fournisseur, commande, montants.",
        "Chez nous deux personnes ressaisissent quarante factures par jour, et les "
        "erreurs se paient en pénalités.",
        31,
    ),
    "cloture": (
        *("product", "gestion", "Comptabilité", "12"),
        "Clôturer un mois en une seule opération",
        "Une liste de contrôle, puis un bouton : provisions, lettrage, verrouillage.",
        "La clôture prend deux jours à chaque établissement, douze fois par an.",
        27,
    ),
    "rapprochement": (
        *("product", "gestion", "Trésorerie", "12"),
        "Proposer le rapprochement bancaire",
        "Que le logiciel propose la pièce qui correspond à chaque ligne du relevé, et "
        "apprenne de nos choix.",
        "Trois cents lignes par semaine se pointent à la main.",
        24,
    ),
    "dsn": (
        *("product", "paie", "Déclarations", "8"),
        "Expliquer en clair les rejets de DSN",
        "Traduire le code du rejet en une phrase qui nomme le salarié, la rubrique et "
        "ce qu'il faut corriger.",
        "Chaque rejet coûte une heure de recherche, la veille de l'échéance.",
        22,
    ),
    "inventaire": (
        *("product", "gestion", "Stocks", "12"),
        "Faire l'inventaire avec un lecteur de codes-barres",
        "Scanner l'emplacement puis les articles, hors connexion s'il le faut.",
        "Nos dépôts n'ont pas de réseau : tout est noté sur papier, puis ressaisi.",
        14,
    ),
    "commande": (
        *("product", "gestion", "Achats", "12"),
        "Valider une commande depuis un téléphone",
        "Recevoir la demande, voir le budget restant, accepter ou refuser avec un mot.",
        "Les responsables sont sur le terrain : une commande attend quatre jours.",
        19,
    ),
    "simulation": (
        *("product", "paie", "Bulletins", "8"),
        "Simuler un bulletin avant l'embauche",
        "Saisir un brut et un contrat, obtenir le net et le coût, sans créer de "
        "salarié.",
        "Nous tenons un tableur à côté, faux dès que les taux changent.",
        11,
    ),
    "planning": (
        *("product", "paie", "Temps et absences", "8"),
        "Reprendre les plannings d'un tableur",
        "Importer un mois de planning et montrer les lignes refusées.",
        "Chaque site tient ses plannings dans un tableur, ressaisi par la paie.",
        9,
    ),
    "zero": (
        *("product", "paie", "Bulletins", "7"),
        "Masquer les lignes à zéro du bulletin",
        "Une option par modèle de bulletin.",
        "Les salariés ne comprennent pas, et appellent.",
        14,
    ),
    "guide": (
        *("documentation", "gestion", "", "12"),
        "Un guide de passage de la version 11 à la version 12",
        "Ce qui change, dans l'ordre, et ce qu'il faut essayer avant.",
        "Chacun refait seul la même liste, avec les mêmes oublis.",
        18,
    ),
    "double": (
        *("defect", "paie", "Bulletins", "8"),
        "Un bulletin corrigé s'imprime deux fois",
        "Seul le dernier bulletin d'un mois s'imprime.",
        "Un salarié a reçu les deux, et le mauvais montant.",
        12,
    ),
    "absence": (
        *("product", "paie", "Portail salarié", "8"),
        "Demander une absence depuis un téléphone",
        "Poser une absence en trois gestes et voir la réponse au même endroit.",
        "Les équipes de nuit n'ont pas d'ordinateur : elles passent par des fiches.",
        21,
    ),
    "marche": (
        *("product", "gestion", "Achats", "12"),
        "Suivre ce qui reste à engager sur un marché public",
        "Voir, par marché et par lot, le maximum, l'engagé, le facturé et l'alerte à "
        "80 %.",
        "Deux marchés ont été dépassés l'an dernier, faute de l'avoir vu.",
        12,
    ),
    "justificatif": (
        *("product", "gestion", "Comptabilité", "12"),
        "Joindre un justificatif en le photographiant",
        "Photographier un ticket le rattache à l'écriture en attente.",
        "Les justificatifs arrivent froissés, un mois plus tard, ou jamais.",
        17,
    ),
    "balance": (
        *("product", "gestion", "Comptabilité", "11"),
        "Une balance âgée par établissement",
        "La même balance, découpée par établissement et par responsable.",
        "Nous la refaisons chaque mois à la main pour sept établissements.",
        8,
    ),
    "relance": (
        *("product", "gestion", "Facturation", "12"),
        "Relancer les clients par courriel, avec l'historique",
        "Trois niveaux de relance, le courriel prêt, la réponse gardée sur la facture.",
        "Personne ne sait qui a été relancé : nous relançons deux fois, ou pas.",
        16,
    ),
    "api": (
        *("documentation", "gestion", "", "12"),
        "Documenter les formats d'échange",
        "Chaque format décrit champ par champ, avec un exemple et la liste des "
        "changements d'une version à l'autre.",
        "Chaque interface commence par des essais et finit par un appel payant.",
        13,
    ),
    "montant": (
        *("product", "gestion", "Comptabilité", "12"),
        "Retrouver une écriture par son montant",
        "Taper un montant dans la recherche générale trouve écritures et factures.",
        "C'est souvent tout ce que dit le relevé de la banque.",
        10,
    ),
    "etiquettes": (
        *("product", "gestion", "Stocks", "12"),
        "Imprimer les étiquettes d'une réception",
        "Un bouton sur la réception, le format de l'imprimante retenu par poste.",
        "Les étiquettes se refont dans un autre logiciel, avec ses fautes de frappe.",
        6,
    ),
    "incident": (
        *("hotline", "paie", "", ""),
        "Répondre en quatre heures aux incidents de paie",
        "Un engagement de délai les trois jours qui précèdent le virement.",
        "En mars, la réponse est venue après la paie : 600 bulletins à refaire.",
        23,
    ),
    "ticket": (
        *("hotline", "gestion", "", ""),
        "Suivre une demande d'assistance sans rappeler",
        "Voir où en est une demande, qui s'en occupe et ce qui est attendu de nous.",
        "Rappeler prend un quart d'heure de musique d'attente.",
        15,
    ),
    "collectivites": (
        *("price", "gestion", "", ""),
        "Un tarif pour les petites collectivités",
        "Un palier sous dix utilisateurs, assistance comprise.",
        "Une commune de huit agents paie autant qu'une de cinquante.",
        7,
    ),
    "saisonniers": (
        *("licensing", "paie", "", ""),
        "Compter les salariés saisonniers au mois",
        "Payer les bulletins produits, non le plus haut de l'année.",
        "Les vendanges durent six semaines, la licence douze mois.",
        9,
    ),
    "stock": (
        *("defect", "gestion", "Stocks", "12"),
        "Le stock affiché diffère d'un écran à l'autre",
        "Le même article doit montrer la même quantité partout.",
        "Nous avons promis à un client ce que nous n'avions plus.",
        13,
    ),
    "boutons": (
        *("product", "gestion", "", "12"),
        "Changer la couleur des boutons",
        "Les boutons en vert, comme avant.",
        "On avait l'habitude.",
        2,
    ),
    "rappels": (
        *("product", "gestion", "Facturation", "12"),
        "Envoyer les rappels de paiement automatiquement",
        "Un rappel part tout seul dix jours après l'échéance.",
        "Les impayés s'allongent quand personne n'a le temps d'appeler.",
        5,
    ),
}
# Whose authors did not want to be named.
DISCREET = ("incident", "collectivites", "stock", "saisonniers", "double")
PILOTS = ("efacture", "rapprochement", "absence", "inventaire", "planning")
EXAMINED_BY = {
    "finance": ("efacture", "cloture", "rapprochement", "justificatif", "balance"),
    "payroll": ("dsn", "simulation", "planning", "absence", "incident"),
    "purchasing": ("commande", "marche", "inventaire", "etiquettes", "stock"),
}
