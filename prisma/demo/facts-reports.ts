/** What others have asked for or reported, and the institutions' own history. */
import type { Fact } from "./types";

const ISHR_MECHANISM =
  "https://ishr.ch/fr/actualites/niger-les-defenseur-e-x-s-plaident-pour-la-mise-en-place-dun-mecanisme-de-protection";
const RAPPORTEUR_PAR_72 =
  "https://adattar.minorityforum.info/entity/ofrby0btir8?file=15744115203544k13s48nrb9.pdf&page=17";
const RAPPORTEUR_PAR_73 =
  "https://adattar.minorityforum.info/entity/ofrby0btir8?file=15744115203544k13s48nrb9.pdf&page=18";
const UPR_EXPORT = "https://github.com/rochelleterman/uprs";

export const reportFacts: readonly Fact[] = [
  {
    slug: "defenseurs-2025",
    text: {
      fr: "Le 18 septembre 2025, le RNDDH et ISHR ont plaidé à Niamey pour le mécanisme national de protection des défenseurs, prévu en complément de la loi 2022-27.",
      en: "On 18 September 2025 RNDDH and ISHR argued in Niamey for the national mechanism for the protection of defenders, meant to complement law 2022-27.",
    },
    date: "2025-09-18",
    sourceUrl: ISHR_MECHANISM,
    citation: null,
    themes: ["protection-defenseurs"],
    uncertain: false,
  },
  {
    slug: "civicus-2025",
    text: {
      fr: "En novembre 2025, CIVICUS a demandé au gouvernement d’annuler la suspension des organisations de la société civile et de les laisser reprendre leurs activités.",
      en: "In November 2025 CIVICUS called on the government to reverse the suspension of civil-society organisations and let them resume their work.",
    },
    date: "2025-11",
    sourceUrl:
      "https://civicus.org/index.php/fr/medias-ressources/112-news/8002-niger-reverse-the-suspension-of-civil-society-organisations",
    citation: null,
    themes: ["protection-defenseurs"],
    uncertain: false,
  },
  {
    slug: "conference-aps-2023",
    text: {
      fr: "Réunie à Niamey les 27 et 28 février 2023, la conférence transnationale d’Alarme Phone Sahara demandait une révision en profondeur de la loi 2015-36, avant son abrogation.",
      en: "Meeting in Niamey on 27 and 28 February 2023, Alarme Phone Sahara’s transnational conference called for a thorough revision of law 2015-36, before its repeal.",
    },
    date: "2023-02-28",
    sourceUrl:
      "https://alarmephonesahara.info/fr/blog/posts/rapport-de-la-conference-transnationale-sur-la-criminalisation-de-la-migration-27-et-28-fevrier-2023-a-niamey-niger",
    citation: null,
    themes: ["apres-loi-2015-36"],
    uncertain: false,
  },
  {
    slug: "appel-2025",
    text: {
      fr: "En mai 2025, des organisations dont Alarme Phone Sahara et le RMSM ont demandé aux autorités algériennes d’arrêter les expulsions vers le Niger, et à l’Union africaine, à la CEDEAO et à la CEMAC de prendre position.",
      en: "In May 2025 organisations including Alarme Phone Sahara and RMSM asked the Algerian authorities to stop expulsions to Niger, and the African Union, ECOWAS and CEMAC to take a stand.",
    },
    date: "2025-05",
    sourceUrl: "https://fr.allafrica.com/stories/202505210224.html",
    citation: null,
    themes: ["expulsions-algerie"],
    uncertain: false,
  },
  {
    slug: "hrw-2020",
    text: {
      fr: "Human Rights Watch demandait en 2020 que le statut de chaque personne soit vérifié individuellement et qu’un tribunal puisse être saisi avant toute expulsion d’Algérie.",
      en: "In 2020 Human Rights Watch asked that each person’s status be checked individually and that a court be able to review the case before any expulsion from Algeria.",
    },
    date: "2020-10",
    sourceUrl:
      "https://voaafrique.com/a/alg%C3%A9rie-des-milliers-de-migrants-expuls%C3%A9s-vers-le-niger-hrw/5615517.html",
    citation: null,
    themes: ["expulsions-algerie", "acces-justice"],
    uncertain: true,
  },
  {
    slug: "rapporteur-2019",
    text: {
      fr: "Le Rapporteur spécial sur les droits humains des migrants a consacré au Niger le rapport A/HRC/41/38/Add.1, daté du 16 mai 2019 ; il y adresse ses recommandations au Niger, à la CEDEAO et à l’Union européenne.",
      en: "The Special Rapporteur on the human rights of migrants devoted to Niger report A/HRC/41/38/Add.1, dated 16 May 2019, which addresses recommendations to Niger, ECOWAS and the European Union.",
    },
    date: "2019-05-16",
    sourceUrl: RAPPORTEUR_PAR_72,
    citation: "A/HRC/41/38/Add.1, par. 72 à 74",
    themes: ["suivi-recommandations", "politique-nationale-migration"],
    uncertain: false,
  },
  {
    slug: "rapporteur-documents-cedeao",
    text: {
      fr: "En 2019, le Rapporteur spécial demandait à la CEDEAO et à ses États membres de faciliter la délivrance de documents à tous leurs ressortissants, pour rendre effective la libre circulation.",
      en: "In 2019 the Special Rapporteur asked ECOWAS and its member States to make it easier for all their nationals to obtain documents, so that free movement becomes effective.",
    },
    date: "2019-05-16",
    sourceUrl: RAPPORTEUR_PAR_73,
    citation: "A/HRC/41/38/Add.1, par. 73 b)",
    themes: ["libre-circulation"],
    uncertain: false,
  },
  {
    slug: "rapporteur-strategies-regionales",
    text: {
      fr: "Le même rapport recommande d’aligner toute stratégie migratoire régionale sur les normes internationales et de placer les droits des migrants en son centre.",
      en: "The same report recommends aligning every regional migration strategy with international standards and placing migrants’ rights at its centre.",
    },
    date: "2019-05-16",
    sourceUrl: RAPPORTEUR_PAR_73,
    citation: "A/HRC/41/38/Add.1, par. 73 c)",
    themes: ["libre-circulation"],
    uncertain: false,
  },
  {
    slug: "rapporteur-enfants",
    text: {
      fr: "Le Rapporteur spécial recommandait en 2019 de ne jamais détenir un enfant en raison de son statut migratoire et de préférer une prise en charge communautaire.",
      en: "In 2019 the Special Rapporteur recommended that no child ever be detained because of migration status, and that care in the community be preferred.",
    },
    date: "2019-05-16",
    sourceUrl: RAPPORTEUR_PAR_72,
    citation: "A/HRC/41/38/Add.1, par. 72 k)",
    themes: ["enfants-groupes-vulnerables"],
    uncertain: false,
  },
  {
    slug: "rapporteur-cloisonnements",
    text: {
      fr: "Le Rapporteur spécial recommandait en 2019 de cloisonner le contrôle migratoire d’une part, les services publics, l’inspection du travail et la justice de l’autre, afin que chacun y accède sans crainte.",
      en: "In 2019 the Special Rapporteur recommended firewalls between migration control on the one hand and public services, labour inspection and the courts on the other, so that everyone can turn to them without fear.",
    },
    date: "2019-05-16",
    sourceUrl: RAPPORTEUR_PAR_72,
    citation: "A/HRC/41/38/Add.1, par. 72 f)",
    themes: ["acces-justice"],
    uncertain: false,
  },
  {
    slug: "cadhp-2019",
    text: {
      fr: "L’étude pilote de la CADHP (2019) demande au Niger une attention particulière aux femmes, aux enfants, aux personnes handicapées et aux personnes âgées parmi les migrants, et de faire de l’accès à la justice une priorité.",
      en: "The ACHPR’s pilot study (2019) asks Niger to pay particular attention to women, children, persons with disabilities and older persons among migrants, and to make access to justice a priority.",
    },
    date: "2019-07",
    sourceUrl: "https://9pdf.org/article/avenues-of-reflection-and-recommendations.y9630ell",
    citation: "Étude pilote de la CADHP, 26e session extraordinaire, section 9.1",
    themes: ["enfants-groupes-vulnerables", "acces-justice"],
    uncertain: false,
  },
  {
    slug: "epu-1-traite",
    text: {
      fr: "Dès le 1er cycle de l’EPU, en février 2011, le Niger a accepté les recommandations de la Suisse, des États-Unis et de l’Argentine sur la traite, la protection des victimes et l’exploitation des enfants.",
      en: "As early as the 1st cycle of the UPR, in February 2011, Niger accepted recommendations by Switzerland, the United States and Argentina on trafficking, the protection of victims and the exploitation of children.",
    },
    date: "2011-02",
    sourceUrl: UPR_EXPORT,
    citation: "EPU, 1er cycle, 10e session ; export UPR Info, v.2/Data/CSVs/10-13.csv",
    themes: ["traite-des-personnes", "enfants-groupes-vulnerables"],
    uncertain: false,
  },
  {
    slug: "anltp-2010",
    text: {
      fr: "L’ANLTP a été instituée par l’ordonnance 2010-086 du 16 décembre 2010 relative à la lutte contre la traite des personnes ; placée sous l’autorité du ministre de la Justice, elle a des bureaux régionaux et un centre à Zinder.",
      en: "The ANLTP was established by ordinance 2010-086 of 16 December 2010 on combating trafficking in persons; under the authority of the Minister of Justice, it has regional offices and a centre in Zinder.",
    },
    date: "2010-12-16",
    sourceUrl: "https://anltpniger.com",
    citation: null,
    themes: ["traite-des-personnes"],
    uncertain: false,
  },
  {
    slug: "cat-2019",
    text: {
      fr: "En décembre 2019, le Comité contre la torture a demandé au Niger d’ériger la torture en infraction et de créer un mécanisme national de prévention.",
      en: "In December 2019 the Committee against Torture asked Niger to make torture a criminal offence and to create a national preventive mechanism.",
    },
    date: "2019-12",
    sourceUrl: "https://news.un.org/fr/story/2019/12/1057661",
    citation: "CAT/C/NER/CO/1 (résumé)",
    themes: ["acces-justice"],
    uncertain: false,
  },
  {
    slug: "ccm-rencontre-7",
    text: {
      fr: "La 7e rencontre politique du CCM, le 5 août 2022, a recommandé de réviser les textes du Cadre, de renforcer les trois ministères de tutelle des axes de la PNM et d’analyser les cadres de concertation des régions.",
      en: "The CCM’s 7th policy meeting, on 5 August 2022, recommended revising the texts of the Framework, strengthening the three ministries in charge of the PNM’s axes and reviewing the consultation frameworks in the regions.",
    },
    date: "2022-08-05",
    sourceUrl: "http://news.aniamey.com/h/110727.html",
    citation: null,
    themes: ["politique-nationale-migration"],
    uncertain: false,
  },
];
