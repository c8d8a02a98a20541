/**
 * Shared spaces of the demonstration, around what is known of the network's work: the dialogues between State and CSOs
 * and their follow-up, the expulsions through Assamaka, the monitoring of violations. Who does what in them is invented.
 */
import type { Confidentiality, SpaceKind, SpaceRole, SpaceVisibility } from "../../app/db/generated/client";
import type { PersonKey, ThemeSlug } from "./types";

export interface DemoSpace {
  readonly slug: string;
  readonly name: string;
  readonly kind: SpaceKind;
  readonly description: string;
  readonly visibility: SpaceVisibility;
  readonly confidentiality: Confidentiality;
  readonly theme: ThemeSlug | null;
  readonly owner: string | null;
  readonly members: readonly (readonly [PersonKey, SpaceRole])[];
  readonly organisations: readonly string[];
  /** Days from today; null for no date, and the tick of what is done. */
  readonly tasks: readonly {
    readonly title: string;
    readonly who: PersonKey | null;
    readonly due: number | null;
    readonly done?: true;
  }[];
  readonly dates: readonly {
    readonly title: string;
    readonly place: string | null;
    readonly day: number;
    readonly time: string | null;
    readonly deadline?: true;
  }[];
  readonly threads: readonly {
    readonly title: string;
    readonly posts: readonly {
      readonly person: PersonKey;
      readonly organisation: string;
      readonly body: string;
    }[];
  }[];
  readonly requests: readonly { readonly person: PersonKey; readonly message: string }[];
}

export const spaces: readonly DemoSpace[] = [
  {
    slug: "suivi-des-dialogues-etat-osc",
    name: "Suivi des dialogues État–OSC",
    kind: "project",
    description:
      "Faire vivre ce que les dialogues ont promis : le 3e, à Niamey le 24 mai 2023, portait sur les expulsions depuis l’Algérie et le respect des droits des migrants. Ici se préparent le suivant, son ordre du jour et le cadre de partage et de suivi des recommandations.",
    visibility: "network",
    confidentiality: "internal",
    theme: "suivi-recommandations",
    owner: null,
    members: [
      ["secretariat-animation", "facilitator"],
      ["jmed-focal", "facilitator"],
      ["jmed-member", "member"],
      ["agadez-focal", "member"],
    ],
    organisations: ["demo-tahoua"],
    tasks: [
      { title: "Relire le compte rendu du dialogue avec JMED", who: "jmed-member", due: -6 },
      { title: "Dresser la liste des recommandations sans réponse", who: "jmed-focal", due: 3 },
      { title: "Proposer trois dates au secrétariat permanent", who: "secretariat-animation", due: 9 },
      { title: "Réunir les positions des organisations d’Agadez et de Tahoua", who: "agadez-focal", due: 16 },
      { title: "Réserver la salle de l’atelier de restitution", who: null, due: null },
      {
        title: "Transmettre les termes de référence aux partenaires",
        who: "jmed-focal",
        due: -12,
        done: true,
      },
    ],
    dates: [
      { title: "Réunion de préparation", place: "En ligne", day: 4, time: "10:00" },
      { title: "Remise des positions des organisations", place: null, day: 18, time: null, deadline: true },
      { title: "Atelier de restitution", place: "Niamey", day: 32, time: "09:00" },
    ],
    threads: [
      {
        title: "Points à inscrire à l’ordre du jour",
        posts: [
          {
            person: "secretariat-animation",
            organisation: "remiddh",
            body: "Proposez vos points avant la réunion de préparation : une question précise, et l’institution à qui elle s’adresse.",
          },
          {
            person: "jmed-focal",
            organisation: "jmed",
            body: "Le cadre de partage et de suivi des recommandations : **qui** le tient côté État, et à quel rythme se réunit-il ?",
          },
          {
            person: "agadez-focal",
            organisation: "demo-agadez",
            body: "L’accès des organisations au centre de transit d’Assamaka. Nous le demandons depuis la rencontre de 2023.",
          },
        ],
      },
    ],
    requests: [],
  },
  {
    slug: "groupe-de-travail-assamaka",
    name: "Groupe de travail Assamaka",
    kind: "working_group",
    description:
      "Alerte, orientation et plaidoyer autour des personnes expulsées vers Assamaka. On y entre sur demande : ce qui s’y dit engage les équipes de terrain.",
    visibility: "on_request",
    confidentiality: "restricted",
    theme: "expulsions-algerie",
    owner: null,
    members: [
      ["agadez-focal", "facilitator"],
      ["zinder-focal", "member"],
      ["guest-partner", "guest"],
      ["guest-expert", "guest"],
    ],
    organisations: ["demo-agadez"],
    tasks: [
      { title: "Mettre à jour les contacts d’orientation", who: "agadez-member", due: -2 },
      { title: "Préparer la note sur les convois non officiels", who: "agadez-focal", due: 7 },
    ],
    dates: [{ title: "Point hebdomadaire", place: "Téléphone", day: 2, time: "16:30" }],
    threads: [
      {
        title: "Qui oriente vers quel service, ce mois-ci ?",
        posts: [
          {
            person: "agadez-focal",
            organisation: "demo-agadez",
            body: "Merci d’indiquer ici les services joignables. Aucun nom de personne accompagnée.",
          },
          {
            person: "zinder-focal",
            organisation: "demo-zinder",
            body: "L’appui juridique de Tahoua répond du lundi au jeudi.",
          },
        ],
      },
    ],
    requests: [
      {
        person: "jmed-member",
        message:
          "Je tiens le suivi des recommandations à JMED et voudrais relier vos constats aux engagements pris.",
      },
    ],
  },
  {
    slug: "rapport-de-monitoring",
    name: "Rédaction du rapport de monitoring",
    kind: "project",
    description:
      "Relecture du rapport avant sa diffusion. Aucun nom de victime, aucun détail qui permette de la reconnaître.",
    visibility: "private",
    confidentiality: "confidential",
    theme: "monitoring-violations",
    owner: null,
    members: [
      ["zinder-focal", "facilitator"],
      ["agadez-member", "member"],
      ["secretariat-admin", "reader"],
    ],
    organisations: [],
    tasks: [
      { title: "Vérifier les chiffres de la partie Agadez", who: "agadez-member", due: 5 },
      { title: "Écrire les recommandations", who: "zinder-focal", due: 11 },
    ],
    dates: [{ title: "Relecture croisée", place: "Zinder", day: 12, time: "09:00" }],
    threads: [
      {
        title: "Ce que nous publions, ce que nous gardons",
        posts: [
          {
            person: "zinder-focal",
            organisation: "demo-zinder",
            body: "Je propose de ne donner que le mois et le département, jamais le jour ni le lieu exact.",
          },
        ],
      },
    ],
    requests: [],
  },
  {
    slug: "jmed-travail-interne",
    name: "JMED – travail interne",
    kind: "organisation",
    description: "L’espace de l’organisation : tous ceux qui en sont membres y sont.",
    visibility: "private",
    confidentiality: "restricted",
    theme: null,
    owner: "jmed",
    members: [["jmed-focal", "facilitator"]],
    organisations: ["jmed"],
    tasks: [{ title: "Mettre à jour la fiche de l’annuaire", who: "jmed-member", due: 1 }],
    dates: [],
    threads: [],
    requests: [],
  },
];
