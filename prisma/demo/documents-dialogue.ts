/** Around the fourth dialogue: a frame for following recommendations up, and minutes built on the public account. */
import { bold, h2, h3, italic, link, ol, p, ul } from "./blocks";
import type { DemoDocument } from "./types";
import { animation, at, jmed, jmedFollowUp } from "./voices";

const JMED_DIALOGUE_4 = "https://ong-jmed.org/details_evenement.php?id=15";

export const followUpFrame: DemoDocument = {
  slug: "canevas-suivi-4e-dialogue",
  title: "Canevas de suivi des recommandations du 4e dialogue",
  kind: "follow-up",
  status: "draft",
  themes: ["suivi-recommandations", "politique-nationale-migration"],
  authors: [jmedFollowUp, animation],
  createdAt: at(10, 15, 0),
  updatedAt: at(4, 9, 25),
  blocks: [
    p(
      italic(
        "Texte de démonstration. Les recommandations du 4e dialogue ne sont pas publiées dans les sources que nous avons lues : aucune n’est inventée ici, et les fiches 2 et suivantes attendent le rapport de la rencontre.",
      ),
    ),
    h2("Mode d’emploi"),
    p(
      "Une fiche par recommandation. Chaque structure remplit d’abord celle qu’elle connaît le mieux. Une rubrique sans réponse reste vide ; on n’écrit pas « en cours » pour la remplir.",
    ),
    p(bold("Les états possibles : ")),
    ul(
      "formulée ;",
      "transmise, avec la date et l’accusé de réception ;",
      "acceptée, ou notée ;",
      "en préparation, puis en cours ;",
      "partiellement mise en œuvre ;",
      "mise en œuvre ;",
      "sans suite, ou sans objet, avec le motif.",
    ),
    p(
      "L’appréciation de l’État et la nôtre s’écrivent côte à côte. Pour la nôtre, nous reprenons l’échelle du Comité des droits de l’homme : de A, largement satisfaisant, à E, contraire à la recommandation.",
    ),
    h2("Fiche 1 – exemple rempli, hors dialogue"),
    h3("Réviser les textes régissant le Cadre de Concertation sur la Migration"),
    ul(
      [bold("Origine : "), "7e rencontre politique du CCM, 5 août 2022"],
      [bold("Autorité destinataire : "), "ministère de l’Intérieur, CCM"],
      [bold("État : "), "formulée"],
      [bold("Transmise le : "), "à renseigner"],
      [bold("Réponse de l’autorité : "), "à renseigner"],
      [bold("Preuves : "), "aucune à ce jour dans le portail"],
      [bold("Appréciation de l’État : "), "à renseigner"],
      [bold("Appréciation du réseau : "), "à renseigner"],
      [bold("Prochaine démarche : "), "demander par écrit au SP/CCM si un texte révisé existe"],
    ),
    h2("Fiche 2 – à remplir d’après le rapport du 4e dialogue"),
    h3("Recommandation, mot pour mot"),
    ul(
      [bold("Origine : "), "4e dialogue État-OSC, Niamey, 28 et 29 novembre 2023"],
      [bold("Autorité destinataire : "), "une seule, nommée"],
      [bold("État : "), "à renseigner"],
      [bold("Transmise le : "), "à renseigner"],
      [bold("Réponse de l’autorité : "), "à renseigner"],
      [bold("Preuves : "), "un document daté, ou rien"],
      [bold("Appréciation de l’État : "), "à renseigner"],
      [bold("Appréciation du réseau : "), "à renseigner"],
      [bold("Prochaine démarche : "), "qui, quoi, quand"],
    ),
    h2("Rythme"),
    ol(
      "Mise à jour par l’organisation responsable avant chaque réunion du réseau.",
      "Lecture d’ensemble une fois par semestre, avec le secrétariat.",
      "Remise d’une synthèse aux autorités, si le réseau en décide ainsi.",
    ),
  ],
};

export const minutes: DemoDocument = {
  slug: "compte-rendu-reflexion-4e-dialogue",
  title: "Compte rendu de la rencontre de réflexion du 4e dialogue",
  kind: "minutes",
  status: "validated",
  themes: ["politique-nationale-migration", "suivi-recommandations", "monitoring-violations"],
  authors: [animation, jmed],
  createdAt: at(35, 10, 0),
  updatedAt: at(7, 16, 40),
  blocks: [
    p(
      italic("Texte de démonstration, rédigé d’après "),
      link("le récit publié par JMED", JMED_DIALOGUE_4),
      italic(
        ". Ce n’est pas le compte rendu officiel : ce qui n’est pas dans ce récit est laissé à compléter.",
      ),
    ),
    h2("La rencontre"),
    ul(
      [bold("Dates et lieu : "), "28 et 29 novembre 2023, Complexe Tabakady, Niamey"],
      [bold("Organisation : "), "JMED et Forum réfugiés, avec le REMIDDH et ses organisations membres"],
      [bold("Cadre : "), "projet PROMIG, financé par l’Agence Française de Développement"],
      [bold("Thème : "), "« impacts du contexte politique actuel sur les droits des migrants au Niger »"],
    ),
    p(
      "Le 4e dialogue État-Société civile sur la gouvernance migratoire a pris la forme d’une rencontre de réflexion entre structures membres du réseau. Il s’est tenu avec l’atelier de restitution des rapports de monitoring des violations des droits des migrants.",
    ),
    h2("Présences"),
    ul(
      [bold("Réseau : "), "représentants des organisations membres du REMIDDH"],
      [bold("Structures étatiques : "), "Direction des Migrations du ministère de l’Intérieur, CCM, ANLTP"],
      [
        bold("Partenaires : "),
        "OIM, Ambassade de Belgique, Oxfam, Seefar, AEC, OMD, Alarme Phone Sahara, NEXUS, entre autres",
      ],
    ),
    h2("Ordre du jour"),
    ol(
      "Partager et analyser les tendances des migrations et les préoccupations de protection.",
      "Formuler des recommandations pour améliorer la condition des migrants dans le contexte du pays.",
      "Définir les cadres de partage et de suivi des recommandations avec les autorités.",
    ),
    h2("Points de discussion clés"),
    p(
      "À compléter par les organisations présentes, à partir de leurs notes datées. On n’attribue de propos à personne.",
    ),
    h3("Point 1"),
    p("À compléter."),
    h3("Point 2"),
    p("À compléter."),
    h3("Point 3"),
    p("À compléter."),
    h2("Recommandations"),
    p(
      "La rencontre a été sanctionnée par des recommandations en vue d’améliorer la gouvernance migratoire dans le respect des droits humains, en concertation avec les acteurs concernés. Leur texte est à joindre ; leur suivi se fait dans le canevas prévu à cet effet.",
    ),
    h2("Prochaines étapes"),
    ul(
      "Retrouver le rapport de la rencontre et le déposer, avec l’accord de ses auteurs.",
      "Reporter chaque recommandation dans le canevas de suivi, mot pour mot.",
      "Soumettre ce compte rendu à la relecture des organisations présentes.",
    ),
  ],
};
