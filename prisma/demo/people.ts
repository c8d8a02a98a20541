/**
 * The people one can be in the demonstration. All are fictitious and say so; those of real organisations bear the name
 * of a function, never a person's. No passwords here: the loader gives them.
 */
import type { Persona } from "./types";

export const people: readonly Persona[] = [
  {
    key: "secretariat-admin",
    name: "Administration du secrétariat (démo)",
    email: "secretariat.administration@demo.example",
    role: "secretariat",
    memberships: [{ organisation: "remiddh", role: "focal_point" }],
    function: "Administration du portail et modération",
    locale: "fr",
  },
  {
    key: "secretariat-animation",
    name: "Animation du réseau (démo)",
    email: "secretariat.animation@demo.example",
    role: "secretariat",
    memberships: [{ organisation: "remiddh", role: "member" }],
    function: "Animation du réseau et préparation des dialogues",
    locale: "fr",
  },
  {
    key: "jmed-focal",
    name: "Point focal JMED (démo)",
    email: "jmed.point-focal@demo.example",
    role: "member",
    memberships: [{ organisation: "jmed", role: "focal_point" }],
    function: "Point focal, plaidoyer",
    locale: "fr",
  },
  {
    key: "jmed-member",
    name: "Chargée de suivi JMED (démo)",
    email: "jmed.suivi@demo.example",
    role: "member",
    memberships: [{ organisation: "jmed", role: "member" }],
    function: "Suivi des recommandations",
    locale: "fr",
  },
  {
    key: "agadez-focal",
    name: "Rakia A. (démo)",
    email: "agadez.plaidoyer@demo.example",
    role: "member",
    memberships: [{ organisation: "demo-agadez", role: "focal_point" }],
    function: "Chargée de plaidoyer",
    locale: "fr",
  },
  {
    key: "agadez-member",
    name: "Ibrahim T. (démo)",
    email: "agadez.terrain@demo.example",
    role: "member",
    memberships: [{ organisation: "demo-agadez", role: "member" }],
    function: "Observateur de terrain",
    locale: "fr",
  },
  {
    key: "tahoua-member",
    name: "Halima O. (démo)",
    email: "tahoua.formation@demo.example",
    role: "member",
    memberships: [{ organisation: "demo-tahoua", role: "member" }],
    function: "Formatrice des relais communautaires",
    locale: "fr",
  },
  {
    key: "zinder-focal",
    name: "Zeinabou M. (démo)",
    email: "zinder.coordination@demo.example",
    role: "member",
    memberships: [
      { organisation: "demo-zinder", role: "focal_point" },
      { organisation: "demo-tahoua", role: "member" },
    ],
    function: "Coordinatrice à Zinder, appui juridique à Tahoua",
    locale: "fr",
  },
  {
    key: "niamey-observer",
    name: "Sani K. (démo)",
    email: "niamey.juristes@demo.example",
    role: "observer",
    memberships: [{ organisation: "demo-niamey", role: "member" }],
    function: "Juriste, observateur",
    locale: "en",
  },
];
