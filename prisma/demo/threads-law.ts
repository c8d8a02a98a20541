/** The repealed law, trafficking in persons, and visits to prisons. */
import { bold, link, ol, p, ul } from "./blocks";
import { thread } from "./thread";
import type { Thread } from "./types";
import {
  agadez,
  agadezField,
  animation,
  at,
  jmed,
  jmedFollowUp,
  tahoua,
  zinder,
  zinderForTahoua,
} from "./voices";

const afterRepeal = thread({
  slug: "que-devient-notre-demande-de-revision",
  title: "Que devient notre demande de révision, maintenant que la loi est abrogée ?",
  themes: ["apres-loi-2015-36", "libre-circulation", "suivi-recommandations"],
  posts: [
    {
      id: "sans-objet",
      author: jmed,
      at: at(5, 16, 10),
      body: [
        p(
          "L’ordonnance 2023-16 du 25 novembre 2023 abroge la loi 2015-36 : la demande de la « réviser en profondeur », formulée en février 2023 à la conférence d’Alarme Phone Sahara, n’a plus d’objet.",
        ),
        p(
          "Je propose de la marquer ainsi dans le suivi, et d’en écrire une nouvelle sur la protection des personnes auparavant condamnées.",
        ),
      ],
    },
    {
      id: "effacement",
      author: agadez,
      at: at(5, 17, 2),
      quote: {
        post: "sans-objet",
        text: "en écrire une nouvelle sur la protection des personnes auparavant condamnées",
      },
      body: [
        p(
          "Oui. Les condamnations prononcées en application de la loi sont effacées à compter du 26 mai 2015, mais, à la permanence, presque personne ne le sait. Certains évitent encore toute démarche où l’on pourrait leur demander un casier.",
        ),
      ],
    },
    {
      id: "pas-supprimer",
      author: jmedFollowUp,
      at: at(4, 8, 45),
      body: [
        p(
          "Une remarque de méthode : « sans objet » n’est pas « satisfaite ». Nous demandions une révision, c’est une abrogation qui est venue, et personne n’a répondu à notre demande. Gardons la ligne, avec sa date et ce motif, plutôt que de la supprimer.",
        ),
      ],
    },
    {
      id: "reclamations",
      author: zinder,
      at: at(4, 11, 18),
      body: [
        p(
          "Attention à un point avant d’écrire. ",
          link(
            "Un article de presse",
            "https://afriqueactualite.info/2023/11/29/niger-les-autorites-mettent-fin-a-une-loi-qui-prend-pas-en-compte-les-interets-du-pays-et-de-ses-citoyens",
          ),
          " rapporte que l’ordonnance exclut toute réclamation fondée sur elle. Le même article se trompe sur le numéro de la loi ; je ne m’y fierais donc pas sans le texte officiel.",
        ),
        p("Qui peut se procurer le Journal officiel ?"),
      ],
    },
    {
      id: "texte-officiel",
      author: animation,
      at: at(4, 14, 40),
      body: [
        p(
          "Je le demande et je dépose la copie dans les fichiers du thème. D’ici là, n’écrivons ni « indemnisation » ni « réparation » dans un texte commun.",
        ),
      ],
    },
    {
      id: "questions-terrain",
      author: agadezField,
      at: at(3, 7, 55),
      body: [
        p(
          "Pour que la nouvelle recommandation serve, voici les questions qu’on nous pose, toujours les mêmes :",
        ),
        ul(
          "faut-il faire une démarche, ou l’effacement est-il automatique ?",
          "quel papier montrer, et à qui ?",
          "que devient un véhicule saisi à l’époque ?",
        ),
      ],
    },
    {
      id: "proteger",
      author: tahoua,
      at: at(2, 10, 12),
      body: [
        p(
          "Je ne voudrais pas qu’on oublie l’autre moitié. La loi disait aussi protéger les migrants objets du trafic. Une fois la loi abrogée, sur quel texte s’appuie une personne dépouillée ou abandonnée en route ? Je serais d’avis d’écrire deux recommandations plutôt qu’une.",
        ),
      ],
    },
    {
      id: "premier-jet",
      author: agadez,
      at: at(1, 16, 30),
      body: [
        p(bold("Premier jet, à corriger sans ménagement :")),
        ol(
          "informer par voie officielle, dans les langues nationales, les personnes condamnées en application de la loi 2015-36 de l’effacement de leur condamnation, et préciser la pièce qui l’atteste ;",
          "indiquer les voies de plainte ouvertes aux personnes migrantes victimes d’extorsion, de violences ou d’abandon, quel que soit leur statut.",
        ),
        p("La seconde rejoint l’accès à la justice : faut-il la mettre dans les deux thèmes ?"),
      ],
    },
  ],
});

const trafficking = thread({
  slug: "traite-trois-recommandations-de-2011",
  title: "Traite : trois recommandations acceptées en 2011, où en est-on ?",
  themes: ["traite-des-personnes", "enfants-groupes-vulnerables", "suivi-recommandations"],
  posts: [
    {
      id: "trois",
      author: zinder,
      at: at(14, 9, 5),
      body: [
        p(
          "En février 2011, au 1er cycle de l’EPU, le Niger a accepté trois recommandations sur la traite, venues de la Suisse, des États-Unis et de l’Argentine. Je les résume :",
        ),
        ul(
          "Suisse : des mesures renforcées contre la traite, le travail forcé, la mendicité et l’exploitation sexuelle des enfants, y compris migrants ;",
          "États-Unis : des procédures d’identification des victimes, un mécanisme d’orientation, un soutien aux ONG ;",
          "Argentine : la législation, l’assistance aux victimes, l’enquête, le jugement, la sanction.",
        ),
        p("Trois cycles plus tard, saurions-nous dire ce qui est fait ?"),
      ],
    },
    {
      id: "mots",
      author: jmedFollowUp,
      at: at(14, 11, 30),
      body: [
        p(
          "Volontiers. Une précaution d’abord : dans deux de nos brouillons, « traite » et « trafic » s’échangent d’une phrase à l’autre. La traite exploite une personne, le trafic illicite de migrants organise un passage. Si nous confondons, on nous répondra avec la loi abrogée de 2015.",
        ),
      ],
    },
    {
      id: "anltp",
      author: tahoua,
      at: at(13, 15, 50),
      body: [
        p(
          "Sur l’identification et l’orientation, l’interlocuteur est l’ANLTP/TIM : elle a des bureaux régionaux et un centre à Zinder. Zeinabou, est-ce que tu pourrais savoir combien de places compte le centre et qui y oriente ?",
        ),
      ],
    },
    {
      id: "prudence",
      author: zinder,
      at: at(13, 17, 25),
      body: [
        p(
          "Je peux poser la question par courrier, au nom de l’organisation. Je ne rapporterai en revanche rien de ce que j’entends en accompagnant des personnes : cela leur appartient.",
        ),
      ],
    },
    {
      id: "note",
      author: jmed,
      at: at(12, 10, 15),
      quote: { post: "trois", text: "Trois cycles plus tard, saurions-nous dire ce qui est fait ?" },
      body: [
        p(
          "Essayons avec une seule des trois, celle des États-Unis, parce qu’elle se découpe : procédures, mécanisme, soutien aux ONG. Pour chacune : un texte, une pratique constatée, une preuve datée. Si l’exercice marche, nous passerons aux deux autres.",
        ),
      ],
    },
  ],
});

const prisonVisits = thread({
  slug: "visites-de-prisons-suspendues",
  title: "Visites de prisons suspendues depuis le 29 mai 2024 : que pouvons-nous encore documenter ?",
  themes: ["acces-justice", "monitoring-violations", "protection-defenseurs"],
  posts: [
    {
      id: "question",
      author: zinderForTahoua,
      at: at(16, 9, 40),
      body: [
        p(
          "Par décision du ministère de la Justice du 29 mai 2024, les OSC ne visitent plus les prisons. ",
          link(
            "ASF en rend compte ici",
            "https://asf.be/promouvoir-le-respect-des-droits-humains-au-niger/?lang=fr",
          ),
          ". Pour Tahoua, où nous suivions la situation de quelques détenus étrangers, la source s’est tarie d’un coup.",
        ),
        p(
          "Deux questions : la suspension est-elle toujours en vigueur telle quelle ? Et que peut-on encore savoir, sans mettre personne en difficulté ?",
        ),
      ],
    },
    {
      id: "vigueur",
      author: animation,
      at: at(16, 12, 5),
      body: [
        p(
          "Je n’ai trouvé aucun texte qui la lève, ce qui ne prouve pas qu’il n’y en ait pas. Écrivons « suspendues le 29 mai 2024 », avec la date, et non « interdites » : la première formule restera exacte quoi qu’il arrive.",
        ),
      ],
    },
    {
      id: "autres-voies",
      author: jmed,
      at: at(15, 10, 30),
      body: [
        p("Il reste des voies qui ne passent pas par une visite :"),
        ul(
          "les avocats, pour ce que leur client les autorise à dire ;",
          "l’assistance juridique et judiciaire de l’ANAJJ, qui a des bureaux locaux, notamment à Agadez et à Arlit ;",
          "la CNDH, qui a visité la maison d’arrêt d’Agadez en juillet 2023 ;",
          "les audiences publiques, tout simplement.",
        ),
      ],
    },
    {
      id: "familles",
      author: agadez,
      at: at(15, 14, 10),
      body: [
        p(
          "On pense souvent aux familles. Pour des personnes étrangères, la famille est loin, et celui qui apporte le repas est un compagnon de route, parfois sans papiers lui-même. Je demande qu’on ne les sollicite pas : ils risquent plus que nous.",
        ),
      ],
    },
    {
      id: "donnees-2016",
      author: jmedFollowUp,
      at: at(14, 8, 20),
      body: [
        p(
          "Une piste du côté des textes. En 2016 déjà, le Comité des travailleurs migrants demandait à l’État de fournir, dans son deuxième rapport, des données ventilées sur les travailleurs migrants détenus pour des infractions à l’immigration (CMW/C/NER/CO/1, par. 33 a).",
        ),
        p(
          "Le deuxième rapport a été examiné en avril 2025. Vérifions si ces données y figurent : si oui, nous avons des chiffres officiels ; sinon, nous avons une question à reposer.",
        ),
      ],
    },
    {
      id: "partage",
      author: zinderForTahoua,
      at: at(13, 9, 0),
      body: [
        p(
          "Je prends la lecture du deuxième rapport sur ce point et je reviens avec les paragraphes. Pour les audiences, je propose que nous nous tenions au public et au prononcé : pas de liste de noms, même en notes.",
        ),
      ],
    },
  ],
});

export const lawThreads: readonly Thread[] = [afterRepeal, trafficking, prisonVisits];
