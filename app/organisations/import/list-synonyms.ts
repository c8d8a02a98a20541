/** Common spellings of the organisation types, beside their labels. */
export const typeSynonyms: Record<string, string[]> = {
  "osc-ong": [
    "ONG",
    "OSC",
    "association",
    "ASBL",
    "société civile",
    "organisation de la société civile",
    "ONG/OSC",
    "ONG nationale",
    "ONG locale",
    "association nationale",
    "association locale",
    "ONG/association",
    "mouvement",
    "mouvement citoyen",
    "fondation",
    "NGO",
    "CSO",
    "association professionnelle",
    "association de femmes",
    "association de jeunes",
    "ONG et association",
    "ONG nationale de droit nigérien",
    "ONG de développement",
  ],
  "reseau-osc": [
    "réseau",
    "réseau d'ONG",
    "réseau d'associations",
    "collectif",
    "coalition",
    "plateforme",
    "fédération",
  ],
  syndicat: ["centrale syndicale", "union syndicale"],
  "organisation-diasporas": ["diaspora", "association de migrants", "association de diaspora"],
  "structure-etatique": [
    "État",
    "ministère",
    "direction",
    "service de l'État",
    "administration",
    "service technique",
  ],
  "institution-nationale": ["institution", "commission nationale", "agence nationale"],
  collectivite: ["commune", "mairie", "conseil régional", "collectivité territoriale"],
  ptf: ["partenaire", "bailleur", "partenaire technique", "partenaire financier"],
  "ong-internationale": ["ONGI", "INGO", "OING"],
  "agence-onu": ["ONU", "Nations unies", "UN", "système des Nations unies", "agence des Nations unies"],
};

/** Common spellings of the groups served. */
export const groupSynonyms: Record<string, string[]> = {
  migrants: ["migrant", "personnes migrantes", "migration"],
  returnees: ["retournés", "migrants retournés", "personnes de retour", "rapatriés"],
  expelled: ["expulsés", "refoulés", "personnes expulsées", "personnes refoulées"],
  refugees: ["réfugiés", "demandeurs d'asile", "réfugiés et demandeurs d'asile"],
  displaced: ["déplacés", "déplacés internes", "PDI", "personnes déplacées"],
  trafficking: ["victimes de la traite", "traite", "victimes de traite des personnes"],
  women: ["femme", "filles", "femmes et filles"],
  children: ["enfants", "enfance", "mineurs", "mineurs non accompagnés", "enfants migrants"],
  youth: ["jeune", "jeunesse"],
  diaspora: ["diaspora"],
  workers: ["travailleurs", "travailleurs domestiques"],
  detainees: ["détenus", "prisonniers", "détenus et prisonniers"],
  host: ["populations hôtes", "communautés d'accueil", "communautés"],
  defenders: ["défenseurs", "défenseurs des droits", "DDH"],
  disabled: ["handicapés", "personnes en situation de handicap", "handicap"],
};

/** Common spellings of the languages. */
export const languageSynonyms: Record<string, string[]> = {
  ha: ["hausa", "haussa", "houssa"],
  dje: ["djerma", "zarma-songhay", "songhaï", "songhay", "zerma"],
  ff: ["peul", "peulh", "fulani", "fulfuldé", "foulfouldé", "poular"],
  tmh: ["touareg", "tamacheq", "tamachek", "tamajaq", "tuareg"],
  kr: ["kanuri", "béri-béri"],
  gux: ["gulmancema", "gourmantchéma", "gourmanché"],
  tuq: ["tedaga", "tubu", "toubous"],
  bdm: ["buduma"],
};

/** Words for the whole country. */
export const nationwideWords = [
  "tout le pays",
  "national",
  "nationale",
  "nationwide",
  "whole country",
  "Niger",
  "tout le Niger",
  "toutes les régions",
  "ensemble du pays",
  "territoire national",
  "les 8 régions",
  "8 régions",
];

/** Words for places outside Niger. */
export const abroadWords = ["hors du Niger", "outside Niger", "international", "étranger", "sous-région"];
