/** The network's dialogues, the figures it quotes, and the decisions it works with. */
import type { Fact } from "./types";

const REMIDDH_DIALOGUE_3 = "https://reseau-remiddh.org/details_evenement.php?id=10";
const JMED_DIALOGUE_4 = "https://ong-jmed.org/details_evenement.php?id=15";

export const networkFacts: readonly Fact[] = [
  {
    slug: "dialogue-4",
    text: {
      fr: "Le 4e dialogue État-OSC sur la gouvernance migratoire s’est tenu à Niamey les 28 et 29 novembre 2023, avec la restitution des rapports de monitoring des violations des droits des migrants.",
      en: "The 4th State-CSO dialogue on migration governance was held in Niamey on 28 and 29 November 2023, together with the sharing back of the reports that monitor violations of migrants’ rights.",
    },
    date: "2023-11-29",
    sourceUrl: JMED_DIALOGUE_4,
    citation: null,
    themes: ["monitoring-violations", "suivi-recommandations"],
    uncertain: false,
  },
  {
    slug: "dialogue-4-participants",
    text: {
      fr: "Au 4e dialogue ont pris part, outre les organisations membres, la Direction des Migrations, le CCM et l’ANLTP pour l’État, et des partenaires tels que l’OIM, Oxfam, AEC ou Alarme Phone Sahara.",
      en: "Besides the member organisations, the Directorate of Migration, the CCM and the ANLTP took part in the 4th dialogue for the State, with partners such as IOM, Oxfam, AEC and Alarme Phone Sahara.",
    },
    date: "2023-11-29",
    sourceUrl: JMED_DIALOGUE_4,
    citation: null,
    themes: ["politique-nationale-migration", "suivi-recommandations"],
    uncertain: false,
  },
  {
    slug: "dialogue-3",
    text: {
      fr: "Le 3e dialogue État-OSC, le 24 mai 2023 à Niamey, portait sur les expulsions d’Algérie et le respect des droits des migrants.",
      en: "The 3rd State-CSO dialogue, on 24 May 2023 in Niamey, dealt with expulsions from Algeria and respect for migrants’ rights.",
    },
    date: "2023-05-24",
    sourceUrl: REMIDDH_DIALOGUE_3,
    citation: null,
    themes: ["expulsions-algerie", "suivi-recommandations"],
    uncertain: false,
  },
  {
    slug: "abrogation-2015-36",
    text: {
      fr: "L’ordonnance 2023-16 du 25 novembre 2023 abroge la loi 2015-36 du 26 mai 2015 relative au trafic illicite de migrants ; les condamnations prononcées en application de cette loi sont effacées à compter du 26 mai 2015.",
      en: "Ordinance 2023-16 of 25 November 2023 repeals law 2015-36 of 26 May 2015 on the smuggling of migrants; convictions handed down under that law are erased as from 26 May 2015.",
    },
    date: "2023-11-25",
    sourceUrl:
      "https://nigerinter.com/2023/11/29/justice-le-president-du-cnsp-abroge-la-loi-criminalisant-le-trafic-des-migrants-au-niger",
    citation: null,
    themes: ["apres-loi-2015-36"],
    uncertain: false,
  },
  {
    slug: "expulsions-2023",
    text: {
      fr: "Au moins 26 031 personnes ont été expulsées d’Algérie vers le Niger en 2023, selon Alarme Phone Sahara.",
      en: "At least 26,031 people were expelled from Algeria to Niger in 2023, according to Alarme Phone Sahara.",
    },
    date: "2023",
    sourceUrl:
      "https://alarmephonesahara.info/fr/blog/posts/mission-d-alarme-phone-sahara-a-assamaka-decembre-2023-impressions-de-la-frontiere-nigero-algerienne",
    citation: null,
    themes: ["expulsions-algerie", "monitoring-violations"],
    uncertain: false,
  },
  {
    slug: "expulsions-2024",
    text: {
      fr: "Au moins 31 404 personnes ont été expulsées d’Algérie vers le Niger en 2024, selon Alarme Phone Sahara.",
      en: "At least 31,404 people were expelled from Algeria to Niger in 2024, according to Alarme Phone Sahara.",
    },
    date: "2025-01",
    sourceUrl:
      "https://alarmephonesahara.info/fr/blog/posts/2024-plus-que-30000-personnes-expulsees-d-algerie-vers-le-niger",
    citation: null,
    themes: ["expulsions-algerie", "monitoring-violations"],
    uncertain: false,
  },
  {
    slug: "assamaka-1429",
    text: {
      fr: "Lors de la mission de la CNDH en juillet 2023, 1 429 personnes refoulées étaient hébergées au centre de transit d’Assamaka.",
      en: "At the time of the CNDH’s mission in July 2023, 1,429 people who had been pushed back were housed in the Assamaka transit centre.",
    },
    date: "2023-07",
    sourceUrl:
      "https://www.lesahel.org/mission-du-president-de-la-commission-nationale-de-droits-humains-a-agadez-la-situation-humanitaire-et-le-respect-de-droits-des-migrants-au-centre-de-la-mission/",
    citation: null,
    themes: ["expulsions-algerie"],
    uncertain: false,
  },
  {
    slug: "epu-3",
    text: {
      fr: "EPU, 3e cycle (3 mai 2021) : le Niger a reçu 254 recommandations et en a retenu 248.",
      en: "UPR, 3rd cycle (3 May 2021): Niger received 254 recommendations and supported 248 of them.",
    },
    date: "2021-05-03",
    sourceUrl:
      "https://niger.unfpa.org/fr/news/vulgarisation-du-plan-dop%C3%A9rationnalisation-des-recommandations-de-lexamen-p%C3%A9riodique-universel",
    citation: null,
    themes: ["suivi-recommandations"],
    uncertain: false,
  },
  {
    slug: "epu-2",
    text: {
      fr: "EPU, 2e cycle (2016) : 168 recommandations reçues, toutes acceptées sauf une.",
      en: "UPR, 2nd cycle (2016): 168 recommendations received, all accepted but one.",
    },
    date: "2016",
    sourceUrl: "https://www.africardv.com/societe/le-niger-plaide-apres-son-examen/",
    citation: null,
    themes: ["suivi-recommandations"],
    uncertain: false,
  },
  {
    slug: "epu-4-contribution",
    text: {
      fr: "La contribution des OSC au 4e cycle de l’EPU (rapport alternatif) a été validée en atelier les 1er et 2 octobre 2025.",
      en: "The CSOs’ contribution to the 4th cycle of the UPR (shadow report) was validated in a workshop on 1 and 2 October 2025.",
    },
    date: "2025-10-02",
    sourceUrl: "https://www.lesahel.org/?p=76720",
    citation: null,
    themes: ["suivi-recommandations"],
    uncertain: false,
  },
  {
    slug: "cmw-co-2",
    text: {
      fr: "Le Comité des travailleurs migrants a adopté le 17 avril 2025 ses observations finales sur le deuxième rapport périodique du Niger (CMW/C/NER/CO/2).",
      en: "On 17 April 2025 the Committee on Migrant Workers adopted its concluding observations on the second periodic report of Niger (CMW/C/NER/CO/2).",
    },
    date: "2025-04-17",
    sourceUrl:
      "https://docstore.ohchr.org/SelfServices/FilesHandler.ashx?enc=UR60D%2Fid38LFgyTl3HoV0cvGksqht7MEnA1clPDHmv3VLbiVm%2FvtkSDerKnwODY%2B0BuKU67WbMvcClwhzK3nZQ%3D%3D",
    citation: "CMW/C/NER/CO/2",
    themes: ["suivi-recommandations", "acces-justice"],
    uncertain: false,
  },
  {
    slug: "ccm-2016",
    text: {
      fr: "Le Cadre de Concertation sur la Migration a été créé par l’arrêté conjoint 0316 du 2 mai 2016.",
      en: "The Consultation Framework on Migration (CCM) was created by joint order 0316 of 2 May 2016.",
    },
    date: "2016-05-02",
    sourceUrl: "https://migration-spccm.ne/en/node/155",
    citation: null,
    themes: ["politique-nationale-migration"],
    uncertain: false,
  },
  {
    slug: "pnm-2020",
    text: {
      fr: "La Politique nationale de la migration, adoptée en septembre 2020, comporte trois axes et un plan quinquennal de 262 milliards de francs CFA.",
      en: "The National Migration Policy, adopted in September 2020, has three axes and a five-year plan of 262 billion CFA francs.",
    },
    date: "2020-09",
    sourceUrl:
      "https://nigerinter.com/2022/04/27/politique-nationale-de-la-migration-les-commissions-du-comite-de-pilotage-mise-en-place/",
    citation: null,
    themes: ["politique-nationale-migration"],
    uncertain: false,
  },
  {
    slug: "prisons-2024",
    text: {
      fr: "Le 29 mai 2024, le ministère de la Justice a suspendu les visites des prisons par les organisations de la société civile.",
      en: "On 29 May 2024 the Ministry of Justice suspended prison visits by civil-society organisations.",
    },
    date: "2024-05-29",
    sourceUrl: "https://asf.be/promouvoir-le-respect-des-droits-humains-au-niger/?lang=fr",
    citation: null,
    themes: ["acces-justice", "protection-defenseurs", "monitoring-violations"],
    uncertain: false,
  },
  {
    slug: "ong-2026",
    text: {
      fr: "Aux termes de l’arrêté du 7 janvier 2026, 1 809 ONG et associations de développement restent autorisées au Niger : 1 684 nationales et 125 internationales.",
      en: "Under the order of 7 January 2026, 1,809 NGOs and development associations remain authorised in Niger: 1,684 national and 125 international.",
    },
    date: "2026-01-07",
    sourceUrl:
      "https://lanouvelletribune.info/2026/01/le-niger-dissout-pres-de-la-moitie-des-ong-operant-sur-son-territoire/",
    citation: null,
    themes: ["protection-defenseurs"],
    uncertain: false,
  },
];
