/** Recommendations followed up: the Universal Periodic Review and the Committee on Migrant Workers. */
import { bold, link, p, ul } from "./blocks";
import { thread } from "./thread";
import type { Thread } from "./types";
import { administration, agadez, animation, at, jmed, jmedFollowUp, tahoua, zinder } from "./voices";

const upr = thread({
  slug: "epu-contribution-des-osc",
  title: "EPU, 4e cycle : relier la contribution des OSC à ce que nous suivons déjà",
  themes: ["suivi-recommandations"],
  posts: [
    {
      id: "contribution",
      author: animation,
      at: at(11, 8, 30),
      body: [
        p(
          "La contribution des OSC au 4e cycle de l’EPU a été validée en atelier les 1er et 2 octobre 2025 (",
          link("Le Sahel en a rendu compte", "https://www.lesahel.org/?p=76720"),
          "). Je voudrais que nous sachions, point par point, ce qui y touche aux migrants et à quoi cela correspond dans notre suivi.",
        ),
        p("Première question, très terre à terre : qui a la version validée, et non un projet ?"),
      ],
    },
    {
      id: "projet",
      author: tahoua,
      at: at(11, 10, 55),
      body: [
        p(
          "J’ai un fichier qui circule, sans date ni numéro de version. Je préfère ne pas le verser : rien ne dit que c’est celui qui a été validé.",
        ),
      ],
    },
    {
      id: "bien-fait",
      author: administration,
      at: at(11, 11, 30),
      body: [
        p(
          "Merci, c’est la bonne décision. Le secrétariat écrit aux organisateurs de l’atelier pour obtenir le texte validé, et la permission de le déposer ici.",
        ),
      ],
    },
    {
      id: "cycles",
      author: jmedFollowUp,
      at: at(10, 9, 15),
      body: [
        p("Pendant ce temps, je prépare le cadre à partir des cycles précédents :"),
        ul(
          "1er cycle, février 2011 : trois recommandations sur la traite, acceptées ;",
          "2e cycle, 2016 : 168 recommandations reçues, toutes acceptées sauf une ;",
          "3e cycle, 3 mai 2021 : 254 reçues, 248 retenues.",
        ),
        p(
          "Un taux d’acceptation pareil ne nous apprend rien. Ce que je veux voir, c’est la colonne d’à côté : ce qui a été fait.",
        ),
      ],
    },
    {
      id: "objection",
      author: jmed,
      at: at(10, 12, 40),
      quote: { post: "cycles", text: "Un taux d’acceptation pareil ne nous apprend rien." },
      body: [
        p(
          "Il nous apprend quand même une chose : l’État s’est engagé. C’est un argument dans une réunion. « Vous l’avez acceptée, où en est-elle ? » passe mieux que « nous demandons que ».",
        ),
      ],
    },
    {
      id: "d-accord",
      author: jmedFollowUp,
      at: at(10, 14, 5),
      body: [
        p(
          "C’est vrai, je le garde. Donc quatre colonnes : la recommandation, l’engagement pris, l’autorité nommée, la preuve datée. Et une règle : une case vide reste vide, on n’écrit pas « en cours » pour la remplir.",
        ),
      ],
    },
    {
      id: "avance",
      author: animation,
      at: at(9, 9, 20),
      body: [
        p(
          "Adopté de mon côté. Le canevas est ouvert dans les documents : il sert aussi pour le 4e dialogue. Merci à chaque structure d’y mettre une ligne, une seule, celle qu’elle connaît le mieux.",
        ),
      ],
    },
  ],
});

const cmw = thread({
  slug: "observations-finales-du-comite-des-travailleurs-migrants",
  title: "CMW/C/NER/CO/2 : répartir la lecture entre nous",
  themes: ["suivi-recommandations", "acces-justice", "enfants-groupes-vulnerables"],
  posts: [
    {
      id: "repartition",
      author: animation,
      at: at(8, 8, 40),
      body: [
        p(
          "Le Comité des travailleurs migrants (CTM, CMW en anglais) a adopté le 17 avril 2025 ses observations finales sur le deuxième rapport du Niger. Le texte est dense ; personne ne le lira seul d’un bout à l’autre.",
        ),
        p(
          "Je propose que chaque structure prenne ce qui touche son travail et en tire une demi-page. Qui prend quoi ?",
        ),
      ],
    },
    {
      id: "zinder",
      author: zinder,
      at: at(8, 10, 10),
      body: [
        p(
          "Zinder prend les enfants et les femmes. Je relirai en même temps le par. 72 k) du rapport de 2019, sur la détention des enfants, pour voir si les deux textes disent la même chose.",
        ),
      ],
    },
    {
      id: "agadez",
      author: agadez,
      at: at(8, 11, 25),
      body: [
        p("Agadez prend les expulsions et les garanties de procédure, avec notre observateur de terrain."),
      ],
    },
    {
      id: "comparer",
      author: jmedFollowUp,
      at: at(7, 9, 50),
      body: [
        p(
          "Je prends la comparaison avec les observations de 2016 (CMW/C/NER/CO/1). Le plus utile, à mon sens, est ce qui revient : une recommandation répétée neuf ans après est une recommandation qui n’a pas été suivie.",
        ),
      ],
    },
    {
      id: "nuance",
      author: jmed,
      at: at(7, 12, 15),
      quote: {
        post: "comparer",
        text: "une recommandation répétée neuf ans après est une recommandation qui n’a pas été suivie",
      },
      body: [
        p(
          "Ou qui a été suivie en partie. Le Comité peut demander d’aller plus loin. Regardons chaque fois le paragraphe d’avant, celui où il dit ce dont il se félicite.",
        ),
      ],
    },
    {
      id: "tahoua",
      author: tahoua,
      at: at(7, 15, 30),
      body: [
        p(
          "Tahoua prend l’accès à la justice. Une question : pour les citations, on garde le numéro de paragraphe du texte français ?",
        ),
      ],
    },
    {
      id: "consignes",
      author: animation,
      at: at(6, 9, 5),
      body: [
        p(bold("Consignes communes :")),
        ul(
          "l’original est en français : citons-le, avec le numéro de paragraphe ;",
          "une demi-page par lot, remise dans douze jours ;",
          "à la fin de chaque lot, une seule question à poser à une seule autorité.",
        ),
      ],
    },
  ],
});

export const followUpThreads: readonly Thread[] = [upr, cmw];
