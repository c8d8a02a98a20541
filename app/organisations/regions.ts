import { slugOf } from "../http/addresses";

/**
 * The eight regions (ISO 3166-2), their 63 départements since 2011, the three cities of the same level, and the
 * arrondissements communaux of Niamey. `variants` are other spellings found in sources.
 */

export type RegionCode = "NE-1" | "NE-2" | "NE-3" | "NE-4" | "NE-5" | "NE-6" | "NE-7" | "NE-8";

/** `ville` has the level of a département; `arrondissement` is a commune of the city of Niamey. */
export type PlaceKind = "departement" | "ville" | "arrondissement";

export interface Place {
  /** Unique among all places: the region's number, then the name ("1-arlit"). */
  readonly slug: string;
  readonly kind: PlaceKind;
  readonly name: string;
  /** Other spellings found in sources, for search only. */
  readonly variants: readonly string[];
}

export interface Region {
  readonly code: RegionCode;
  readonly name: string;
  readonly variants: readonly string[];
  readonly places: readonly Place[];
}

export const regionSources = {
  departements: {
    count:
      "https://gateway.ipfs.io/ipfs/QmXoypizjW3WknFiJnKLwHCnL72vedxjQkDDP1mXWo6uco/wiki/Departments_of_Niger.html",
    list: "https://github.com/RicherYang/RY-WC-City-Select",
    note: "GeoNames, repris par le projet cité",
  },
  arrondissements: {
    list: "https://github.com/chitezh/woocommerce_states_places",
    note: "trunk/places/NE.php",
  },
} as const;

/** Places of one kind in a region: a name, or a name followed by its other spellings. */
function places(region: number, kind: PlaceKind, names: readonly (string | readonly string[])[]): Place[] {
  return names.map((entry) => {
    const [name = "", ...variants] = typeof entry === "string" ? [entry] : entry;
    return { slug: `${region}-${slugOf(name)}`, kind, name, variants };
  });
}

export const regions: readonly Region[] = [
  {
    code: "NE-1",
    name: "Agadez",
    variants: [],
    places: [
      ...places(1, "departement", [
        "Aderbissinat",
        "Arlit",
        "Bilma",
        "Iférouane",
        ["Ingall", "In-Gall"],
        "Tchirozérine",
      ]),
    ],
  },
  {
    code: "NE-2",
    name: "Diffa",
    variants: [],
    places: [
      ...places(2, "departement", ["Bosso", "Diffa", "Goudoumaria", "Maïné-Soroa", "N’Gourti", "N’Guigmi"]),
    ],
  },
  {
    code: "NE-3",
    name: "Dosso",
    variants: [],
    places: [
      ...places(3, "departement", [
        "Boboye",
        "Dioundiou",
        "Dogondoutchi",
        "Dosso",
        "Falmey",
        "Gaya",
        "Loga",
        "Tibiri",
      ]),
    ],
  },
  {
    code: "NE-4",
    name: "Maradi",
    variants: [],
    places: [
      ...places(4, "departement", [
        "Aguié",
        "Bermo",
        "Dakoro",
        "Gazaoua",
        "Guidan-Roumdji",
        "Madarounfa",
        "Mayahi",
        "Tessaoua",
      ]),
      ...places(4, "ville", ["Ville de Maradi"]),
    ],
  },
  {
    code: "NE-5",
    name: "Tahoua",
    variants: [],
    places: [
      ...places(5, "departement", [
        "Abalak",
        "Bagaroua",
        "Birni N’Konni",
        "Bouza",
        "Illéla",
        "Keita",
        "Madaoua",
        "Malbaza",
        "Tahoua",
        "Tassara",
        "Tchintabaraden",
        "Tillia",
      ]),
      ...places(5, "ville", ["Ville de Tahoua"]),
    ],
  },
  {
    code: "NE-6",
    name: "Tillabéri",
    variants: ["Tillabéry"],
    places: [
      ...places(6, "departement", [
        "Abala",
        ["Ayorou", "Ayérou"],
        "Balleyara",
        "Banibangou",
        "Bankilaré",
        "Filingué",
        "Gothèye",
        "Kollo",
        "Ouallam",
        "Say",
        "Téra",
        ["Tillabéri", "Tillabéry"],
        "Torodi",
      ]),
    ],
  },
  {
    code: "NE-7",
    name: "Zinder",
    variants: [],
    places: [
      ...places(7, "departement", [
        "Belbédji",
        "Damagaram Takaya",
        "Dungass",
        "Gouré",
        ["Kantché", "Matamèye"],
        "Magaria",
        "Mirriah",
        ["Takeita", "Takiéta"],
        "Tanout",
        "Tesker",
      ]),
      ...places(7, "ville", ["Ville de Zinder"]),
    ],
  },
  {
    code: "NE-8",
    name: "Niamey",
    variants: [],
    places: [
      ...places(8, "arrondissement", ["Niamey I", "Niamey II", "Niamey III", "Niamey IV", "Niamey V"]),
    ],
  },
];
