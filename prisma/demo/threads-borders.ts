/** Expulsions from Algeria: the third dialogue, the figures, the method of the monitoring reports. */
import { bold, link, ol, p, quote, ul } from "./blocks";
import { thread } from "./thread";
import type { Thread } from "./types";
import { agadez, agadezField, animation, at, jmed, jmedFollowUp, tahoua, zinder } from "./voices";

const afterDialogue3 = thread({
  slug: "expulsions-apres-le-3e-dialogue",
  title: "Que reste-t-il du 3e dialogue sur les expulsions d’Algérie ?",
  themes: ["expulsions-algerie", "suivi-recommandations"],
  posts: [
    {
      id: "rappel",
      author: jmed,
      at: at(31, 9, 12),
      body: [
        p(
          "Le 24 mai 2023, à Niamey, le 3e dialogue État-OSC portait sur les expulsions d’Algérie et le respect des droits des migrants. ",
          link("Le récit public est ici", "https://reseau-remiddh.org/details_evenement.php?id=10"),
          ".",
        ),
        p(
          "Avant de préparer autre chose, je voudrais que nous sachions répondre à une question simple : depuis ce jour-là, qu’est-ce qui a été fait, par qui, et où est-ce écrit ? Je propose d’en faire un tableau d’une page, pas plus.",
        ),
      ],
    },
    {
      id: "releve",
      author: agadez,
      at: at(31, 11, 40),
      body: [
        p(
          "D’accord sur le principe. Mais il nous manque la pièce de départ : le relevé des recommandations, avec leurs destinataires. J’ai le thème et les présents, pas la liste. Quelqu’un a-t-il le rapport complet ?",
        ),
      ],
    },
    {
      id: "recherche",
      author: animation,
      at: at(30, 8, 55),
      body: [
        p(
          "Le secrétariat fait la recherche dans ses archives et répond ici, même si la réponse est « nous ne l’avons pas ». En attendant, ne reconstituons rien de mémoire : une recommandation que personne ne retrouve par écrit n’entre pas dans le tableau.",
        ),
      ],
    },
    {
      id: "texte-onu",
      author: jmedFollowUp,
      at: at(29, 15, 20),
      body: [
        p(
          "Nous avons au moins un texte public, plus ancien et très proche du thème. Le Rapporteur spécial demandait en 2019 (A/HRC/41/38/Add.1, par. 72) :",
        ),
        ul(
          "g) la transparence et le contrôle des accords de réadmission, y compris avec l’Algérie, avec un suivi indépendant aux frontières par la CNDH, les OSC et le HCDH ;",
          "h) une évaluation individuelle des risques, dès l’arrivée, pour les personnes renvoyées de force vers le Niger.",
        ),
        p("Ces deux points se vérifient sur le terrain. On peut commencer par là."),
      ],
    },
    {
      id: "destinataire",
      author: zinder,
      at: at(29, 17, 5),
      quote: { post: "texte-onu", text: "Ces deux points se vérifient sur le terrain." },
      body: [
        p(
          "Oui, et ils s’adressent à notre propre gouvernement. Je ne suis pas favorable à un texte qui ne parlerait qu’à Alger : là-bas, nous n’avons pas d’interlocuteur, et ici, chacun serait quitte de répondre.",
        ),
      ],
    },
    {
      id: "desaccord",
      author: agadez,
      at: at(28, 10, 30),
      body: [
        p(
          "Je ne suis pas tout à fait d’accord. Si nous ne nommons pas ceux qui expulsent, les personnes que nous accompagnons ne s’y reconnaîtront pas. L’appel de mai 2025 s’adressait bien aux autorités algériennes, et aussi à l’Union africaine, à la CEDEAO et à la CEMAC.",
        ),
      ],
    },
    {
      id: "deux-parties",
      author: jmed,
      at: at(28, 16, 45),
      body: [
        p("Les deux se tiennent. Je propose une note en deux parties :"),
        ol(
          "ce que nous demandons au Niger, avec une autorité nommée pour chaque point ;",
          "ce que nous appuyons au-delà, en citant l’appel de mai 2025 sans nous l’attribuer.",
        ),
        p("Un premier jet est dans les documents : « Note de position sur les expulsions vers Assamaka »."),
      ],
    },
    {
      id: "taches",
      author: animation,
      at: at(27, 9, 10),
      body: [
        p(bold("Ce que je retiens, sauf objection :")),
        ul(
          "le secrétariat cherche le rapport complet du 3e dialogue ;",
          "Agadez relit la première partie de la note, en vérifiant chaque lieu et chaque date ;",
          "Zinder propose l’autorité destinataire de chaque demande ;",
          "JMED tient le tableau d’une page.",
        ),
      ],
    },
  ],
});

const figures = thread({
  slug: "citer-les-chiffres-d-alarme-phone-sahara",
  title: "26 031, puis 31 404 : comment citer les chiffres d’Alarme Phone Sahara",
  themes: ["expulsions-algerie", "monitoring-violations"],
  posts: [
    {
      id: "trois-versions",
      author: agadez,
      at: at(19, 8, 35),
      body: [
        p(
          "En relisant nos brouillons, j’ai trouvé trois façons de citer les expulsions de 2023. Je propose de n’en garder qu’une, et de la recopier telle quelle :",
        ),
        quote(
          "Selon Alarme Phone Sahara, au moins 26 031 personnes ont été expulsées d’Algérie vers le Niger en 2023, et au moins 31 404 en 2024.",
        ),
        p("Les trois mots qui comptent : « selon », « au moins », « expulsées »."),
      ],
    },
    {
      id: "cinquieme",
      author: tahoua,
      at: at(19, 10, 2),
      body: [
        p(
          "Est-ce qu’on peut ajouter « soit un cinquième de plus en un an » ? J’ai fait le calcul : 5 373 personnes de plus, à peu près 20 %. Dans une réunion, c’est ce que les gens retiennent.",
        ),
      ],
    },
    {
      id: "minimums",
      author: jmedFollowUp,
      at: at(19, 14, 48),
      quote: { post: "cinquieme", text: "soit un cinquième de plus en un an" },
      body: [
        p(
          "Je m’en garderais. Ce sont deux minimums : on ne sait pas si l’écart vient des expulsions ou de l’observation, plus complète une année que l’autre. Si l’on nous demande comment nous obtenons ces 20 %, nous n’aurons pas de réponse solide.",
        ),
      ],
    },
    {
      id: "terrain",
      author: agadezField,
      at: at(18, 7, 50),
      body: [
        p(
          "Vu du terrain, je confirme qu’il faut rester prudent. Un convoi de nuit, une panne de réseau, et le compte du jour est incomplet. D’où le « au moins ».",
        ),
        p(
          "Autre piège : les 1 429 personnes relevées à Assamaka lors de la mission de la CNDH, en juillet 2023. C’est un nombre de personnes hébergées à un moment donné, pas un nombre d’expulsions. Il ne faut ni l’ajouter ni le comparer.",
        ),
      ],
    },
    {
      id: "compromis",
      author: tahoua,
      at: at(18, 9, 15),
      body: [
        p(
          "Compris, je retire ma phrase. Alors peut-être : « les deux minimums documentés sont en hausse » ? On dit quelque chose, sans donner de pourcentage.",
        ),
      ],
    },
    {
      id: "usage",
      author: agadez,
      at: at(17, 16, 22),
      body: [
        p(
          "C’est juste, je la reprends. J’ai mis la citation complète, avec les deux adresses, dans la page du thème. Merci de corriger vos brouillons avant la fin de la semaine, et de ne plus écrire « nos chiffres » : ce sont ceux d’APS.",
        ),
      ],
    },
  ],
});

const monitoringMethod = thread({
  slug: "restitution-des-rapports-de-monitoring",
  title: "Après la restitution des rapports de monitoring : quel cadre de partage avec les autorités ?",
  themes: ["monitoring-violations", "suivi-recommandations", "politique-nationale-migration"],
  posts: [
    {
      id: "troisieme-objectif",
      author: jmedFollowUp,
      at: at(24, 9, 30),
      body: [
        p(
          "Le 4e dialogue (28 et 29 novembre 2023), tenu avec l’atelier de restitution des rapports de monitoring, avait trois objectifs précis. Les deux premiers, analyser les tendances et formuler des recommandations, se comprennent sans peine. Le troisième est celui qui m’occupe : « définir les cadres de partage et de suivi des recommandations avec les autorités ».",
        ),
        p("Concrètement : que partage-t-on, avec qui, sous quelle forme, et à quel rythme ?"),
      ],
    },
    {
      id: "qui",
      author: tahoua,
      at: at(24, 12, 10),
      body: [
        p(
          "D’après le récit de la rencontre, la Direction des Migrations, le CCM et l’ANLTP étaient là. On pourrait partir de ces trois-là et de ce qui relève de chacun, plutôt que d’envoyer tout à tout le monde.",
        ),
      ],
    },
    {
      id: "quoi",
      author: agadezField,
      at: at(23, 8, 5),
      body: [
        p(
          "Avant « avec qui », je voudrais « quoi ». Un rapport qui contient un village, une date et une nationalité suffit à retrouver quelqu’un. Pour moi, ce qui sort du réseau doit avoir :",
        ),
        ul(
          "la région ou le département, jamais le quartier ;",
          "le mois, pas le jour ;",
          "le type d’acte (refoulement, extorsion, violences…) ;",
          "le degré de vérification : confirmé, probable ou possible.",
        ),
      ],
    },
    {
      id: "trop-large",
      author: jmed,
      at: at(23, 11, 45),
      quote: { post: "quoi", text: "le mois, pas le jour" },
      body: [
        p(
          "D’accord pour protéger. Mais si tout est flou, l’autorité nous répondra qu’elle ne peut rien vérifier. Est-ce qu’on ne pourrait pas garder deux niveaux : une synthèse partagée, et des éléments précis remis de la main à la main, avec l’accord de la personne ?",
        ),
      ],
    },
    {
      id: "deux-niveaux",
      author: zinder,
      at: at(22, 15, 30),
      body: [
        p(
          "Deux niveaux, oui, à une condition : le second ne passe pas par le portail. Pas de nom, pas de photo, pas de document d’identité, même dans un espace fermé. Un téléphone ou un ordinateur, cela se saisit.",
        ),
      ],
    },
    {
      id: "tdr",
      author: tahoua,
      at: at(21, 10, 20),
      body: [
        p(
          "J’ai repris cette règle mot pour mot dans les TDR de la mission d’observation à Tahoua. Si vous êtes d’accord sur le principe, elle vaudra pour les missions suivantes.",
        ),
      ],
    },
    {
      id: "synthese",
      author: animation,
      at: at(20, 9, 0),
      body: [
        p(
          "Personne ne s’y oppose : la règle des deux niveaux est notre base de travail. Reste le rythme. Je mets en discussion une synthèse par semestre, avec une rencontre de remise. Merci de dire d’ici à dix jours si cela vous paraît tenable avec vos moyens réels.",
        ),
      ],
    },
  ],
});

export const borderThreads: readonly Thread[] = [afterDialogue3, figures, monitoringMethod];
