"""Invented people and organisations: no name here means anybody."""

FIRST_NAMES = (
    *("Aïcha", "Alain", "Alice", "Amélie", "André", "Anne", "Antoine", "Arnaud"),
    *("Aurélie", "Baptiste", "Béatrice", "Benoît", "Bernard", "Brigitte", "Bruno"),
    *("Camille", "Caroline", "Catherine", "Cédric", "Céline", "Chantal", "Charlotte"),
    *("Christian", "Christine", "Claire", "Claude", "Clément", "Corinne", "Damien"),
    *("Daniel", "Delphine", "Didier", "Dominique", "Élodie", "Émilie", "Éric", "Fanny"),
    *("Farid", "Florence", "Florian", "François", "Françoise", "Frédéric", "Gaëlle"),
    *("Gérard", "Gilles", "Guillaume", "Hélène", "Henri", "Hugo", "Inès", "Isabelle"),
    *("Jacques", "Jean", "Jérôme", "Julie", "Julien", "Karim", "Karine", "Laurence"),
    *("Laurent", "Léa", "Louis", "Luc", "Lucie", "Malika", "Marc", "Marie", "Marion"),
    *("Martine", "Mathieu", "Maxime", "Michel", "Mireille", "Mohamed", "Monique"),
    *("Nadia", "Nathalie", "Nicolas", "Nicole", "Odile", "Olivier", "Pascal"),
    *("Patricia", "Patrick", "Paul", "Philippe", "Pierre", "Quentin", "Rachid"),
    *("Romain", "Sandrine", "Sébastien", "Serge", "Simon", "Sophie", "Stéphane"),
    *("Sylvie", "Thierry", "Thomas", "Valérie", "Véronique", "Vincent", "Yann", "Yves"),
)
LAST_NAMES = (
    *("Abadie", "Allard", "Amrani", "Aubert", "Bailly", "Barbier", "Baron", "Benali"),
    *("Bertin", "Besson", "Blanchard", "Bodin", "Bonnefoy", "Bouchet", "Boulanger"),
    *("Bourdon", "Breton", "Brunel", "Cadiou", "Camus", "Carlier", "Carpentier"),
    *("Castel", "Chauvin", "Chevallier", "Collet", "Colombani", "Cordier", "Costa"),
    *("Courtois", "Da Silva", "Delmas", "Deschamps", "Diallo", "Didelot", "Dorval"),
    *("Duchêne", "Dujardin", "Esnault", "Fabre", "Favier", "Ferrand", "Fischer"),
    *("Fontaine", "Fournier", "Galland", "Garcia", "Garnier", "Gauthier", "Gillet"),
    *("Grandjean", "Guérin", "Guichard", "Guyot", "Haddad", "Hamon", "Hébert"),
    *("Herrmann", "Huet", "Humbert", "Imbert", "Jacquet", "Jolivet", "Joubert"),
    *("Keller", "Kerbrat", "Klein", "Laborde", "Lacroix", "Lagarde", "Laporte"),
    *("Lebreton", "Leconte", "Lefort", "Legrand", "Lemoine", "Levasseur", "Lopez"),
    *("Mallet", "Marchand", "Marty", "Masson", "Maurel", "Mercier", "Meunier"),
    *("Millet", "Monnier", "Moreau", "Morvan", "Nguyen", "Noël", "Ollivier", "Pagès"),
    *("Payet", "Pelletier", "Perrier", "Picard", "Poirier", "Prévost", "Quéré"),
    *("Raynal", "Renaud", "Ribeiro", "Rivière", "Rossi", "Roussel", "Sabatier"),
    *("Salmon", "Schmitt", "Tessier", "Thibault", "Toussaint", "Traoré", "Vallet"),
    *("Vasseur", "Verdier", "Vidal", "Weber", "Wagner", "Zimmermann"),
)

PLACE_WORDS = (
    *("Aubrelle", "Bellerive", "Brévant", "Carouzel", "Clairmarais", "Corvane"),
    *("Doraval", "Escarlac", "Fermeray", "Ganderol", "Hautepierre", "Isernac"),
    *("Jouvelle", "Kermadrec", "Lormelin", "Marvence", "Montbriac", "Nervaud"),
    *("Orméade", "Pralognet", "Quincerel", "Roquelaize", "Sauvignac", "Tourvane"),
    *("Uzelande", "Valcendre", "Vermorel", "Yvrandes"),
)
COMPANY_FORMS = (
    *("Ateliers {}", "Transports {}", "Laiterie {}", "Groupe {}", "{} Logistique"),
    *("Imprimerie {}", "Fonderie {}", "{} Énergie", "Menuiserie {}", "{} Emballages"),
    *("Biscuiterie {}", "{} Distribution", "Pépinières {}", "{} Ingénierie"),
    *("Textiles {}", "{} Santé", "Coopérative {}", "{} Conseil"),
)
INTEGRATOR_FORMS = ("{} Numérique", "{} Intégration", "{} Systèmes")
PUBLIC_FORMS = (
    *("Syndicat des eaux de {}", "Centre hospitalier de {}", "Habitat {}"),
    *(
        "Communauté de communes de {}",
        "Lycée agricole de {}",
        "Régie des transports {}",
    ),
)

JOBS = (
    *("Responsable informatique", "Contrôleuse de gestion", "Chef de projet"),
    *("Responsable des achats", "Directrice administrative", "Comptable"),
    *("Référent applicatif", "Responsable de production"),
)
