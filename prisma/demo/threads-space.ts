/** The room to act: protection of defenders, and the order of January 2026. */
import { bold, link, ol, p, ul } from "./blocks";
import { thread } from "./thread";
import type { Thread } from "./types";
import {
  administration,
  agadez,
  agadezField,
  animation,
  at,
  jmed,
  jmedFollowUp,
  tahoua,
  zinder,
} from "./voices";

const mechanism = thread({
  slug: "contribution-au-mecanisme-de-protection",
  title: "Préparer une contribution sur le mécanisme prévu en complément de la loi 2022-27",
  themes: ["protection-defenseurs"],
  posts: [
    {
      id: "atelier",
      author: agadez,
      at: at(22, 9, 20),
      body: [
        p(
          "Le 18 septembre 2025, à Niamey, le RNDDH et ISHR ont plaidé pour la mise en place du mécanisme national de protection des défenseurs, en complément de la loi 2022-27. ",
          link(
            "Le compte rendu d’ISHR",
            "https://ishr.ch/fr/actualites/niger-les-defenseur-e-x-s-plaident-pour-la-mise-en-place-dun-mecanisme-de-protection",
          ),
          " vaut la lecture.",
        ),
        p(
          "Je crois que nous avons quelque chose à y ajouter : la situation de celles et ceux qui défendent des migrants loin de la capitale. Est-ce qu’on prépare une contribution courte ?",
        ),
      ],
    },
    {
      id: "pas-doubler",
      author: jmed,
      at: at(22, 11, 0),
      reactions: [
        ["agree", agadez],
        ["agree", zinder],
        ["agree", tahoua],
      ],
      body: [
        p(
          "Favorable, à condition de ne pas doubler leur travail. Deux pages au plus, offertes au RNDDH comme un complément, avec ce que nous savons et qu’ils n’ont peut-être pas. Qui prend contact, et à quel titre ?",
        ),
      ],
    },
    {
      id: "contact",
      author: animation,
      at: at(21, 8, 45),
      reactions: [
        ["thanks", agadez],
        ["thanks", jmed],
      ],
      body: [
        p(
          "Le secrétariat s’en charge. Le RNDDH figure dans l’annuaire comme contact, pas comme membre : nous écrivons donc en voisins, et nous ne parlons pas en leur nom.",
        ),
      ],
    },
    {
      id: "terrain",
      author: agadezField,
      at: at(20, 7, 40),
      body: [
        p("Ce qui nous distingue, vu d’ici :"),
        ul(
          "l’interprète et le chauffeur sont exposés autant que l’observateur, et personne ne les appelle « défenseurs » ;",
          "à plusieurs heures de route du premier bureau, un numéro d’urgence à Niamey ne suffit pas ;",
          "le téléphone est à la fois l’outil et le danger.",
        ),
      ],
    },
    {
      id: "relais",
      author: tahoua,
      at: at(20, 13, 15),
      quote: { post: "terrain", text: "personne ne les appelle « défenseurs »" },
      body: [
        p(
          "C’est aussi vrai des relais communautaires. Je propose que le premier point de la contribution soit là : qui le mécanisme protège-t-il ? Si la définition est étroite, tout le reste tombe.",
        ),
      ],
    },
    {
      id: "ordre",
      author: zinder,
      at: at(19, 10, 50),
      body: [
        p(
          "Je mettrais l’indépendance en premier. Un mécanisme qui dépend du service auquel on reproche l’arrestation ne protège personne, quelle que soit la définition.",
        ),
      ],
    },
    {
      id: "plan",
      author: agadez,
      at: at(18, 16, 5),
      body: [
        p("Les deux, donc, et dans cet ordre, parce que la définition est ce que nous apportons de neuf :"),
        ol(
          "qui est protégé (interprètes, relais, chauffeurs) ;",
          "de qui dépend le mécanisme ;",
          "comment on le saisit depuis une région ;",
          "ce qu’il advient des données qu’on lui confie.",
        ),
        p(
          "Zeinabou, si l’ordre ne te convient pas, note ta réserve dans le document : elle y restera visible.",
        ),
      ],
    },
  ],
});

const order2026 = thread({
  slug: "arrete-du-7-janvier-2026",
  title: "Arrêté du 7 janvier 2026 : vérifier que chaque structure figure sur la liste",
  themes: ["protection-defenseurs"],
  posts: [
    {
      id: "verification",
      author: administration,
      at: at(26, 8, 15),
      body: [
        p(
          "Aux termes de l’arrêté du 7 janvier 2026, 1 809 ONG et associations de développement restent autorisées : 1 684 nationales et 125 internationales (",
          link(
            "source",
            "https://lanouvelletribune.info/2026/01/le-niger-dissout-pres-de-la-moitie-des-ong-operant-sur-son-territoire/",
          ),
          ").",
        ),
        p(
          "Merci à chaque structure membre de vérifier sa présence sur la liste annexée, sous son nom exact, et de répondre ",
          bold("au secrétariat directement, pas dans ce fil"),
          ".",
        ),
      ],
    },
    {
      id: "pourquoi",
      author: tahoua,
      at: at(26, 9, 30),
      body: [p("Pourquoi pas dans le fil ? Cela irait plus vite, et on saurait tous où on en est.")],
    },
    {
      id: "parce-que",
      author: administration,
      at: at(26, 9, 52),
      body: [
        p(
          "Parce qu’une organisation absente de la liste n’a pas à l’apprendre au réseau entier avant d’avoir pu faire une démarche. Le secrétariat dira combien de réponses il a reçues, et rien d’autre.",
        ),
      ],
    },
    {
      id: "nom",
      author: jmedFollowUp,
      at: at(25, 11, 10),
      body: [
        p(
          "Un conseil pratique : cherchez aussi le sigle, l’ancien nom et les variantes d’orthographe. Dans une liste de 1 684 lignes, un « Éducation » sans accent suffit à vous faire croire que vous n’y êtes pas.",
        ),
      ],
    },
    {
      id: "comptes",
      author: jmed,
      at: at(25, 14, 35),
      body: [
        p(
          "D’après l’article, le motif est le défaut de production des documents comptables. Faut-il en tirer une règle pour nous : chaque structure dépose chez elle, à date fixe, son accusé de réception ?",
        ),
      ],
    },
    {
      id: "pas-controle",
      author: zinder,
      at: at(24, 10, 25),
      quote: {
        post: "comptes",
        text: "chaque structure dépose chez elle, à date fixe, son accusé de réception",
      },
      body: [
        p(
          "Chez elle, oui. Mais que le réseau ne se mette pas à contrôler ses membres : ce n’est pas son rôle. Un rappel un mois avant l’échéance rendrait service sans demander de comptes à personne.",
        ),
      ],
    },
    {
      id: "civicus",
      author: agadez,
      at: at(24, 15, 40),
      body: [
        p(
          "Pour la suite du plaidoyer : en novembre 2025, CIVICUS demandait déjà d’annuler la suspension des organisations et de les laisser reprendre. L’arrêté est venu après. Si nous écrivons, citons les deux dates dans l’ordre.",
        ),
      ],
    },
    {
      id: "suite",
      author: administration,
      at: at(23, 8, 30),
      body: [
        p(
          "Le secrétariat prend le rappel d’échéance à son compte. Et si l’autorisation d’une organisation venait à être suspendue, son espace serait gelé, pas effacé : son travail resterait à elle, en lecture, le temps qu’elle règle sa situation.",
        ),
      ],
    },
  ],
});

export const spaceThreads: readonly Thread[] = [mechanism, order2026];
