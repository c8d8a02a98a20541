/** The advocacy themes that gather threads, documents and recommendations: the secretariat's own texts. */
import { factsOf } from "./facts";
import type { Theme } from "./types";

export const themes: readonly Theme[] = [
  {
    slug: "expulsions-algerie",
    name: { fr: "Expulsions d’Algérie", en: "Expulsions from Algeria" },
    summary: {
      fr: "Documenter les expulsions et les refoulements vers Assamaka, et obtenir que chaque personne soit traitée selon ses droits.",
      en: "Documenting expulsions and push-backs to Assamaka, and obtaining that each person be treated according to her or his rights.",
    },
    description: {
      fr: [
        "Des convois partis d’Algérie déposent des personnes à la frontière nigérienne, d’où elles gagnent Assamaka. Alarme Phone Sahara en a compté au moins 26 031 en 2023 et au moins 31 404 en 2024 ; ce sont des minimums, établis par ses lanceurs d’alerte.",
        "Le 24 mai 2023, le 3e dialogue État-OSC, à Niamey, a été consacré à ces expulsions et au respect des droits des migrants. En juillet de la même année, lors de la mission de la CNDH, 1 429 personnes refoulées étaient hébergées au centre de transit d’Assamaka.",
        "Les demandes sont connues : arrêter les expulsions, examiner chaque situation, rendre publics les accords de réadmission et permettre un suivi indépendant aux frontières. Il s’agit désormais de les adresser à l’autorité compétente, de les dater et de noter ce qui leur est répondu.",
      ],
      en: [
        "Convoys from Algeria leave people at the border with Niger, from where they reach Assamaka. Alarme Phone Sahara counted at least 26,031 in 2023 and at least 31,404 in 2024; these are minimums, established by its whistle-blowers on the ground.",
        "On 24 May 2023 the 3rd State-CSO dialogue, in Niamey, was devoted to these expulsions and to respect for migrants’ rights. In July of that year, at the time of the CNDH’s mission, 1,429 people who had been pushed back were housed in the Assamaka transit centre.",
        "The demands are known: stop the expulsions, examine each situation, publish readmission agreements and allow independent monitoring at the borders. The task now is to address them to the competent authority, to date them and to record the answers.",
      ],
    },
    facts: factsOf("expulsions-algerie"),
    icon: "route",
    colour: "brick",
  },
  {
    slug: "apres-loi-2015-36",
    name: { fr: "Après la loi 2015-36", en: "After law 2015-36" },
    summary: {
      fr: "Tirer toutes les conséquences de l’abrogation de la loi sur le trafic illicite de migrants, d’abord pour les personnes condamnées.",
      en: "Drawing every consequence from the repeal of the law on the smuggling of migrants, first of all for those who were convicted.",
    },
    description: {
      fr: [
        "La loi 2015-36 du 26 mai 2015 réprimait le trafic illicite de migrants. Les 27 et 28 février 2023, la conférence transnationale d’Alarme Phone Sahara demandait encore sa révision en profondeur.",
        "L’ordonnance 2023-16 du 25 novembre 2023 l’a abrogée : les condamnations prononcées en application de cette loi sont effacées à compter du 26 mai 2015.",
        "La demande de révision n’a donc plus d’objet. Restent des questions pratiques : l’effacement est-il connu des personnes concernées, comment s’en prévaloir devant une administration, et quelle protection pour les migrants que la loi disait aussi vouloir protéger ?",
      ],
      en: [
        "Law 2015-36 of 26 May 2015 punished the smuggling of migrants. As late as 27 and 28 February 2023, Alarme Phone Sahara’s transnational conference was calling for its thorough revision.",
        "Ordinance 2023-16 of 25 November 2023 repealed it: convictions handed down under that law are erased as from 26 May 2015.",
        "The call for revision has therefore lost its object. Practical questions remain: do those concerned know that their convictions are erased, how can they rely on it before an authority, and what protection is left for the migrants whom the law also claimed to protect?",
      ],
    },
    facts: factsOf("apres-loi-2015-36"),
    icon: "scroll-text",
    colour: "indigo",
  },
  {
    slug: "traite-des-personnes",
    name: { fr: "Traite des personnes", en: "Trafficking in persons" },
    summary: {
      fr: "Faire identifier, protéger et accompagner les victimes de traite, sans confondre la traite avec le trafic illicite de migrants.",
      en: "Having victims of trafficking identified, protected and supported, without confusing trafficking with the smuggling of migrants.",
    },
    description: {
      fr: [
        "La traite des personnes n’est pas le trafic illicite de migrants : la première exploite une personne, le second organise un passage. Nos textes tiennent cette distinction, parce que la protection due aux victimes en dépend.",
        "L’ordonnance 2010-086 du 16 décembre 2010 a institué l’agence nationale chargée de cette lutte, l’ANLTP, qui dispose de bureaux régionaux et d’un centre à Zinder. En février 2011, au 1er cycle de l’EPU, le Niger a accepté les recommandations de la Suisse, des États-Unis et de l’Argentine sur ce sujet.",
        "Nous suivons ce que ces engagements deviennent : procédures d’identification, mécanisme d’orientation, soutien aux ONG qui accueillent les victimes, poursuite des auteurs.",
      ],
      en: [
        "Trafficking in persons is not the smuggling of migrants: the former exploits a person, the latter arranges a crossing. Our texts keep that distinction, because the protection owed to victims depends on it.",
        "Ordinance 2010-086 of 16 December 2010 established the national agency in charge, the ANLTP, which has regional offices and a centre in Zinder. In February 2011, in the 1st cycle of the UPR, Niger accepted recommendations by Switzerland, the United States and Argentina on this subject.",
        "We follow what becomes of these commitments: procedures of identification, a referral mechanism, support to the NGOs that take in victims, prosecution of perpetrators.",
      ],
    },
    facts: factsOf("traite-des-personnes"),
    icon: "unlink",
    colour: "plum",
  },
  {
    slug: "protection-defenseurs",
    name: { fr: "Protection des défenseurs", en: "Protection of defenders" },
    summary: {
      fr: "Protéger celles et ceux qui défendent les droits, et préserver la possibilité d’agir des organisations.",
      en: "Protecting those who defend rights, and preserving the ability of organisations to act.",
    },
    description: {
      fr: [
        "La loi 2022-27 fixe les droits et les devoirs des défenseurs des droits humains ; le mécanisme de protection prévu pour la compléter reste à mettre en place. Le 18 septembre 2025, le RNDDH et ISHR en ont plaidé la cause à Niamey.",
        "L’espace d’action s’est resserré : suspension des visites de prisons par les OSC le 29 mai 2024, suspension d’organisations dont CIVICUS demandait la levée en novembre 2025, puis arrêté du 7 janvier 2026, qui laisse 1 809 ONG et associations de développement autorisées.",
        "Ici, les organisations parlent et les personnes restent en retrait. Aucun récit de menace n’est publié sans l’accord exprès de celle ou de celui qu’il concerne.",
      ],
      en: [
        "Law 2022-27 sets out the rights and duties of human rights defenders; the protection mechanism meant to complement it has yet to be established. On 18 September 2025 RNDDH and ISHR made the case for it in Niamey.",
        "The room to act has narrowed: prison visits by CSOs suspended on 29 May 2024, organisations suspended, which CIVICUS asked to be reversed in November 2025, then the order of 7 January 2026, under which 1,809 NGOs and development associations remain authorised.",
        "Here organisations speak and persons stay in the background. No account of a threat is published without the express consent of the person concerned.",
      ],
    },
    facts: factsOf("protection-defenseurs"),
    icon: "shield-check",
    colour: "leaf",
  },
  {
    slug: "politique-nationale-migration",
    name: { fr: "Politique nationale de la migration", en: "National migration policy" },
    summary: {
      fr: "Peser sur la mise en œuvre des trois axes de la Politique nationale de la migration et sur les cadres où elle se discute.",
      en: "Having a say in the implementation of the three axes of the National Migration Policy and on the frameworks where it is discussed.",
    },
    description: {
      fr: [
        "Adoptée en septembre 2020, la Politique nationale de la migration (PNM) comporte trois axes et un plan quinquennal de 262 milliards de francs CFA. Le Cadre de Concertation sur la Migration (CCM), créé par l’arrêté conjoint 0316 du 2 mai 2016, réunit l’État, ses partenaires et la société civile.",
        "Le 5 août 2022, la 7e rencontre politique du CCM a recommandé de réviser les textes du Cadre, de renforcer les trois ministères chargés de la tutelle des axes et d’analyser les cadres de concertation existant dans les régions.",
        "Le 4e dialogue État-OSC, en novembre 2023, a pris pour thème les effets du contexte politique sur les droits des migrants : la place des OSC dans ces cadres fait partie de la question.",
      ],
      en: [
        "Adopted in September 2020, the National Migration Policy (PNM) has three axes and a five-year plan of 262 billion CFA francs. The Consultation Framework on Migration (CCM), created by joint order 0316 of 2 May 2016, brings together the State, its partners and civil society.",
        "On 5 August 2022 the CCM’s 7th policy meeting recommended revising the texts of the Framework, strengthening the three ministries in charge of the axes and reviewing the consultation frameworks that exist in the regions.",
        "The 4th State-CSO dialogue, in November 2023, took as its theme the effects of the political context on migrants’ rights: the place of CSOs in these frameworks is part of the question.",
      ],
    },
    facts: factsOf("politique-nationale-migration"),
    icon: "landmark",
    colour: "teal",
  },
  {
    slug: "libre-circulation",
    name: { fr: "Libre circulation", en: "Free movement" },
    summary: {
      fr: "Rendre effectif le droit de circuler en Afrique de l’Ouest : des documents, des frontières sans racket, des textes qui protègent.",
      en: "Making the right to move within West Africa a reality: documents, borders free of extortion, texts that protect.",
    },
    description: {
      fr: [
        "En 2019, le Rapporteur spécial sur les droits humains des migrants demandait à la CEDEAO et à ses États membres de faciliter la délivrance de documents à tous leurs ressortissants, afin que la libre circulation devienne effective, et d’aligner toute stratégie régionale sur les normes internationales.",
        "Ces recommandations visaient la CEDEAO telle qu’elle était alors composée. Nous n’avons encore versé au portail aucune source sur les règles de circulation au sein de l’AES, ni entre l’AES et la CEDEAO : toute affirmation sur ce point attend un texte officiel.",
      ],
      en: [
        "In 2019 the Special Rapporteur on the human rights of migrants asked ECOWAS and its member States to make it easier for all their nationals to obtain documents, so that free movement becomes effective, and to align every regional strategy with international standards.",
        "These recommendations were addressed to ECOWAS as it then stood. We have not yet added to the portal any source on the rules of movement within the AES, or between the AES and ECOWAS: any statement on that point awaits an official text.",
      ],
    },
    facts: factsOf("libre-circulation"),
    icon: "signpost",
    colour: "ochre",
  },
  {
    slug: "acces-justice",
    name: { fr: "Accès à la justice", en: "Access to justice" },
    summary: {
      fr: "Permettre aux personnes migrantes de porter plainte, d’être défendues et d’être entendues, quel que soit leur statut.",
      en: "Enabling migrants to lodge complaints, to be defended and to be heard, whatever their status.",
    },
    description: {
      fr: [
        "Une personne migrante qui craint d’être arrêtée ne porte pas plainte. C’est pourquoi le Rapporteur spécial recommandait, en 2019, de cloisonner le contrôle migratoire d’une part, les services publics, l’inspection du travail et la justice de l’autre. La même année, l’étude pilote de la CADHP faisait de l’accès à la justice une priorité, dans les pays de transit comme de séjour.",
        "Les visites des prisons par les OSC ont été suspendues par décision du ministère de la Justice du 29 mai 2024 : les lieux de détention où se trouvent des migrants sont devenus plus difficiles à observer.",
        "Les observations finales du Comité des travailleurs migrants, adoptées le 17 avril 2025, offrent une nouvelle base de dialogue. L’assistance juridique et judiciaire publique, que porte l’ANAJJ, en est un relais concret.",
      ],
      en: [
        "A migrant who fears arrest does not lodge a complaint. That is why, in 2019, the Special Rapporteur recommended firewalls between migration control on the one hand and public services, labour inspection and the courts on the other. In the same year the ACHPR’s pilot study made access to justice a priority, in countries of transit as of stay.",
        "Prison visits by CSOs were suspended by decision of the Ministry of Justice of 29 May 2024: the places of detention where migrants are held have become harder to observe.",
        "The concluding observations of the Committee on Migrant Workers, adopted on 17 April 2025, offer a new basis for dialogue. Public legal and judicial aid, in the care of the ANAJJ, is a practical relay for it.",
      ],
    },
    facts: factsOf("acces-justice"),
    icon: "scale",
    colour: "indigo",
  },
  {
    slug: "monitoring-violations",
    name: { fr: "Monitoring des violations", en: "Monitoring of violations" },
    summary: {
      fr: "Observer, recouper et restituer les violations des droits des migrants sans jamais mettre une victime en danger.",
      en: "Observing, cross-checking and sharing back violations of migrants’ rights without ever putting a victim at risk.",
    },
    description: {
      fr: [
        "Les rapports de monitoring des violations des droits des migrants ont été restitués à Niamey les 28 et 29 novembre 2023, avec le 4e dialogue État-OSC. La rencontre s’était donné pour tâche, entre autres, de définir les cadres de partage et de suivi des recommandations avec les autorités.",
        "D’autres chiffres circulent à côté des nôtres, comme ceux d’Alarme Phone Sahara sur les expulsions. Nous citons chaque source sous son nom, avec sa période et sa méthode, et nous n’additionnons pas des comptages différents.",
        "Le portail ne reçoit ni nom, ni visage, ni document d’une victime. Un fait y entre avec un lieu large, une période, un type d’acte et un degré de vérification.",
      ],
      en: [
        "The reports that monitor violations of migrants’ rights were shared back in Niamey on 28 and 29 November 2023, with the 4th State-CSO dialogue. One of the tasks the meeting had set itself was to define how recommendations are shared and followed up with the authorities.",
        "Other figures circulate beside ours, such as those of Alarme Phone Sahara on expulsions. We quote each source under its own name, with its period and method, and we do not add up different counts.",
        "The portal receives no name, face or document of a victim. A fact enters it with a broad place, a period, a type of act and a degree of verification.",
      ],
    },
    facts: factsOf("monitoring-violations"),
    icon: "binoculars",
    colour: "ochre",
  },
  {
    slug: "suivi-recommandations",
    name: { fr: "Suivi des recommandations", en: "Follow-up of recommendations" },
    summary: {
      fr: "Savoir, recommandation par recommandation, à qui elle a été adressée, ce qui a été répondu et ce qui a été fait.",
      en: "Knowing, recommendation by recommendation, to whom it was addressed, what was answered and what was done.",
    },
    description: {
      fr: [
        "Les recommandations viennent de plusieurs lieux : nos dialogues avec l’État (24 mai 2023, 28 et 29 novembre 2023), l’Examen périodique universel, les comités des Nations unies, la CADHP. Elles se répètent souvent ; leur suivi, lui, se perd.",
        "À l’EPU, le Niger a accepté en 2016 toutes les recommandations reçues sauf une sur 168, puis, en 2021, en a retenu 248 sur 254. La contribution des OSC au 4e cycle a été validée en atelier les 1er et 2 octobre 2025.",
        "Le Comité des travailleurs migrants a adopté le 17 avril 2025 ses observations finales sur le deuxième rapport du Niger (CMW/C/NER/CO/2). Ce thème rapproche ces textes et tient à jour, pour chacun, l’autorité destinataire, la réponse et les preuves.",
      ],
      en: [
        "Recommendations come from several places: our dialogues with the State (24 May 2023, 28 and 29 November 2023), the Universal Periodic Review, the United Nations committees, the ACHPR. They often repeat one another; their follow-up gets lost.",
        "In the UPR, Niger accepted in 2016 all but one of the 168 recommendations received, then, in 2021, supported 248 out of 254. The CSOs’ contribution to the 4th cycle was validated in a workshop on 1 and 2 October 2025.",
        "On 17 April 2025 the Committee on Migrant Workers adopted its concluding observations on the second report of Niger (CMW/C/NER/CO/2). This theme brings these texts together and keeps up to date, for each, the authority addressed, the answer and the evidence.",
      ],
    },
    facts: factsOf("suivi-recommandations"),
    icon: "list-checks",
    colour: "teal",
  },
  {
    slug: "enfants-groupes-vulnerables",
    name: { fr: "Enfants et groupes vulnérables", en: "Children and vulnerable groups" },
    summary: {
      fr: "Veiller à ce que les femmes, les enfants, les personnes handicapées et les personnes âgées en migration soient protégés d’abord.",
      en: "Seeing to it that women, children, persons with disabilities and older persons on the move are protected first.",
    },
    description: {
      fr: [
        "En février 2011, au 1er cycle de l’EPU, le Niger a accepté de renforcer les mesures contre la traite, le travail forcé, la mendicité et l’exploitation sexuelle des enfants, y compris des enfants migrants.",
        "En 2019, le Rapporteur spécial recommandait de ne jamais détenir un enfant en raison de son statut migratoire, et la CADHP demandait une attention particulière aux femmes, aux enfants, aux personnes handicapées et aux personnes âgées parmi les migrants.",
        "La règle de prudence est ici plus stricte qu’ailleurs : rien qui permette de reconnaître un enfant n’entre dans le portail, même dans un espace fermé.",
      ],
      en: [
        "In February 2011, in the 1st cycle of the UPR, Niger accepted to strengthen measures against trafficking, forced labour, begging and sexual exploitation of children, including migrant children.",
        "In 2019 the Special Rapporteur recommended that no child ever be detained because of migration status, and the ACHPR asked for particular attention to women, children, persons with disabilities and older persons among migrants.",
        "Caution is stricter here than elsewhere: nothing that would allow a child to be recognised enters the portal, even in a closed space.",
      ],
    },
    facts: factsOf("enfants-groupes-vulnerables"),
    icon: "hand-heart",
    colour: "leaf",
  },
];
