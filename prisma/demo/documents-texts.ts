/** A position, terms of reference and a contribution. */
import { bold, h2, h3, italic, link, ol, p, quote, ul } from "./blocks";
import type { DemoDocument } from "./types";
import { agadez, agadezField, animation, at, jmed, tahoua, zinder } from "./voices";

const DEMONSTRATION = "Texte de démonstration. Il n’engage ni le REMIDDH ni aucune organisation.";

export const position: DemoDocument = {
  slug: "note-de-position-expulsions-assamaka",
  title: "Note de position sur les expulsions vers Assamaka",
  kind: "position",
  status: "review",
  themes: ["expulsions-algerie", "acces-justice"],
  authors: [jmed, agadez, zinder],
  createdAt: at(28, 16, 20),
  updatedAt: at(2, 11, 35),
  blocks: [
    p(italic(DEMONSTRATION)),
    h2("Ce que nous constatons"),
    p(
      "Selon Alarme Phone Sahara, au moins 26 031 personnes ont été expulsées d’Algérie vers le Niger en 2023, et au moins 31 404 en 2024. Ces nombres sont des minimums : ils comptent ce qui a pu être observé.",
    ),
    p(
      "En juillet 2023, lors de la mission de la CNDH dans la région d’Agadez, 1 429 personnes refoulées étaient hébergées au centre de transit d’Assamaka. Il s’agit des personnes présentes à ce moment-là, et non d’un total annuel.",
    ),
    p(
      "Le 3e dialogue entre l’État et les OSC, le 24 mai 2023 à Niamey, a porté sur ces expulsions et sur le respect des droits des migrants. La question est donc posée entre nous et les autorités depuis cette date.",
    ),
    h2("Ce qui a déjà été recommandé"),
    p("Le Rapporteur spécial sur les droits humains des migrants a recommandé au Niger, en 2019 :"),
    ul(
      [
        "de rendre transparents et de contrôler les accords de réadmission, y compris avec l’Algérie, et de permettre un suivi indépendant aux frontières par la CNDH, les OSC et le HCDH ",
        italic("(A/HRC/41/38/Add.1, par. 72 g)"),
        " ;",
      ],
      [
        "d’évaluer individuellement, dès l’arrivée, les risques et les besoins de protection des personnes renvoyées de force ",
        italic("(par. 72 h)"),
        ".",
      ],
    ),
    h2("Ce que nous demandons au Niger"),
    h3("Au ministère de l’Intérieur"),
    ol(
      "Publier les accords et arrangements de réadmission en vigueur, ou confirmer par écrit qu’il n’en existe pas.",
      "Ouvrir le poste d’Assamaka au suivi indépendant de la CNDH et des OSC, selon un calendrier convenu.",
      "Organiser, dès l’arrivée, un entretien individuel et confidentiel, avec interprète.",
    ),
    h3("Au ministère de la Justice"),
    ol(
      "Faire en sorte qu’une personne expulsée puisse porter plainte pour les violences ou les vols subis, sans que son statut lui soit opposé.",
      "Faire connaître l’assistance juridique et judiciaire publique dans les centres de transit.",
    ),
    h2("Ce que nous appuyons au-delà du Niger"),
    p(
      "Nous appuyons l’",
      link("appel de mai 2025", "https://fr.allafrica.com/stories/202505210224.html"),
      ", dont Alarme Phone Sahara et le Réseau Maghreb Sahel sur les migrations sont signataires : arrêt des expulsions par les autorités algériennes, prise de position de l’Union africaine, de la CEDEAO et de la CEMAC.",
    ),
    h2("Ce que nous ferons"),
    p(
      "Nous tiendrons à jour, pour chaque demande, la date de l’envoi, l’autorité destinataire, la réponse reçue et la preuve de ce qui a été fait. Le silence y figurera aussi, en nombre de jours.",
    ),
  ],
};

export const termsOfReference: DemoDocument = {
  slug: "tdr-mission-observation-tahoua",
  title: "Termes de référence de la mission d’observation à Tahoua",
  kind: "terms-of-reference",
  status: "review",
  themes: ["monitoring-violations"],
  authors: [tahoua, animation],
  createdAt: at(40, 9, 0),
  updatedAt: at(3, 17, 10),
  blocks: [
    p(italic(DEMONSTRATION)),
    h2("1. Contexte"),
    p(
      "La région de Tahoua est à la fois une région de départ, de passage et de retour. La restitution des rapports de monitoring, à Niamey en novembre 2023, et le dialogue qui l’accompagnait ont posé la question des cadres de partage avec les autorités. La mission prolonge ce travail dans trois départements.",
    ),
    h2("2. Objectifs"),
    p(bold("Objectif général : "), "disposer, pour la région, d’observations recoupées et comparables."),
    ul(
      "Observer les conditions de passage et d’accueil des personnes en mobilité.",
      "Recueillir, avec leur accord, les témoignages de personnes qui le souhaitent.",
      "Identifier les services vers lesquels les orienter : santé, assistance juridique et judiciaire, protection.",
    ),
    h2("3. Lieux et durée"),
    p(
      "Dix jours, dont deux de préparation et deux de rédaction, dans les départements de Tahoua, de Tchintabaraden et de Birni N’Konni. Les localités sont arrêtées la veille avec le point focal, et ne figurent pas dans ce document.",
    ),
    h2("4. Méthode"),
    ol(
      "Information préalable des autorités de la région, par courrier.",
      "Équipe de deux observateurs au moins, dont une femme, avec interprète.",
      "Entretien seul à seul, dans un lieu choisi par la personne, qui peut s’arrêter à tout moment.",
      "Recoupement de chaque fait par une seconde source indépendante.",
      "Classement : confirmé, probable, possible ou improbable.",
    ),
    h2("5. Ne pas nuire"),
    quote(
      "Deux niveaux : une synthèse qui se partage, et des éléments précis qui ne passent pas par le portail.",
    ),
    ul(
      "Aucun nom, aucune photo, aucun document d’identité n’est enregistré.",
      "Un fait est décrit par la région ou le département, le mois, le type d’acte et le degré de vérification.",
      "Un enfant n’est jamais entendu sans une personne formée, et jamais pour les seuls besoins de la mission.",
      "L’équipe renonce à un entretien si elle doute de la sécurité de la personne, et ne s’en justifie pas.",
    ),
    h2("6. Produits attendus"),
    ul(
      "Une note de mission de cinq pages, relue par le secrétariat.",
      "Une synthèse d’une page, qui peut être remise aux autorités.",
      "Une proposition de suite pour le thème « Monitoring des violations ».",
    ),
    h2("7. Validation"),
    p(
      "Le secrétariat valide ces termes de référence. Toute modification des lieux ou de la composition de l’équipe lui est soumise avant le départ.",
    ),
  ],
};

export const defenders: DemoDocument = {
  slug: "contribution-mecanisme-defenseurs",
  title: "Contribution sur le mécanisme de protection des défenseurs",
  kind: "contribution",
  status: "draft",
  themes: ["protection-defenseurs"],
  authors: [agadez, agadezField, tahoua, zinder],
  createdAt: at(18, 16, 30),
  updatedAt: at(6, 10, 5),
  blocks: [
    p(italic(DEMONSTRATION)),
    h2("Pourquoi ce texte"),
    p(
      "La loi 2022-27 fixe les droits et les devoirs des défenseurs des droits humains. Le 18 septembre 2025, à Niamey, le RNDDH et ISHR ont plaidé pour la mise en place du ",
      link(
        "mécanisme national de protection",
        "https://ishr.ch/fr/actualites/niger-les-defenseur-e-x-s-plaident-pour-la-mise-en-place-dun-mecanisme-de-protection",
      ),
      " prévu pour la compléter. Cette contribution ne reprend pas leur argumentation : elle y ajoute ce que vivent celles et ceux qui défendent des personnes migrantes loin de la capitale.",
    ),
    h2("1. Qui le mécanisme protège"),
    p(
      "Défendre des migrants à Agadez ou à Tahoua est un travail d’équipe. L’observateur est visible ; l’interprète, le chauffeur, le relais communautaire et l’hôte le sont tout autant, et n’ont souvent ni contrat ni carte.",
    ),
    p(
      bold("Nous proposons "),
      "que soit protégée toute personne qui concourt, même à titre occasionnel et bénévole, à la défense des droits d’autrui.",
    ),
    h2("2. De qui il dépend"),
    p(
      "Le mécanisme ne peut relever du service dont une personne se plaint. Nous proposons qu’il soit placé auprès d’une institution indépendante, avec une part de ses membres désignée par les organisations de défenseurs.",
    ),
    p(
      italic(
        "Réserve de la Structure de démonstration – Zinder : ce point devrait venir en premier. Sans indépendance, la définition ne protège personne.",
      ),
    ),
    h2("3. Comment on le saisit depuis une région"),
    ul(
      "Une personne désignée dans chaque région, joignable par téléphone et de vive voix.",
      "La saisine par un tiers, lorsque l’intéressé est privé de liberté.",
      "Un premier retour dans les vingt-quatre heures, même pour dire qu’il n’y a pas encore de réponse.",
    ),
    h2("4. Ce que deviennent les informations confiées"),
    p(
      "Une demande de protection contient ce qu’une personne a de plus exposé. Nous demandons que la durée de conservation soit écrite, que l’accès soit limité à des personnes nommées, et que la personne puisse retirer sa demande avec tout ce qui l’accompagne.",
    ),
    h2("Reste à écrire"),
    ul(
      "Un exemple par point, sans lieu ni date qui permettent de reconnaître quelqu’un.",
      "La liste des organisations qui souhaitent signer.",
      "L’avis du RNDDH sur l’opportunité de joindre ce texte au sien.",
    ),
  ],
};
