/**
 * Queries as people type them, with the expected organisation (by acronym where it has one). Written by hand from common
 * French misspellings on phones, never derived from search results. A query of several words that matches several
 * organisations names one that must be among the first three.
 */
export interface DirectoryQuestion {
  asked: string;
  means: string;
  /** Lowest accepted position; first otherwise. */
  within?: 3;
}

const first = (...pairs: [asked: string, means: string][]): DirectoryQuestion[] =>
  pairs.map(([asked, means]) => ({ asked, means }));
const soon = (...pairs: [asked: string, means: string][]): DirectoryQuestion[] =>
  pairs.map(([asked, means]) => ({ asked, means, within: 3 }));

export const directoryQuestions: Record<string, DirectoryQuestion[]> = {
  "accents left out, or wrong ones": first(
    ["medecins sans frontieres", "MSF"],
    ["médécins sans frontiéres", "MSF"],
    ["reseau nigerien des defenseurs", "RNDDH"],
    ["delegation de l union europeenne", "DUE"],
    ["ministere de l'interieur", "Ministère de l’Intérieur"],
    ["mécanisme national d'elaboration des raports", "MNRS"],
    ["agence francaise de developpement", "AFD"],
  ),
  "apostrophes and hyphens as keyboards give them": first(
    ["aide a linformation communautaire", "AIC"],
    ["aide a l information comunautaire", "AIC"],
    ["conseil régional d'Agadez", "CRAZ"],
    ["conseil regional dagadez", "CRAZ"],
    ["croix-rouge nigerienne", "CRN"],
    ["roa prodmac", "ROA-PRODMAC"],
    ["tlp niger", "TLP-Niger"],
    ["haut commissariat aux refugies", "HCR"],
  ),
  "letters missing, doubled, swapped": first(
    ["alame phone sahara", "APS"],
    ["alarme phone sahra", "APS"],
    ["alarme phnoe sahara", "APS"],
    ["alternative espace citoyens", "AEC"],
    ["alterantive espaces citoyens", "AEC"],
    ["avocats sans frontires", "ASF"],
    ["prisoniers sans frontiere", "PRSF"],
    ["tournons la paje", "TLP-Niger"],
    ["catolic relief", "CRS"],
    ["catholic releif services", "CRS"],
    ["oxfan", "Oxfam"],
    ["oxafm", "Oxfam"],
    ["jmde", "JMED"],
    ["seefer", "Seefar"],
    ["cooperazione internationale", "COOPI"],
    ["mouvement des jeunes pour le devlopement", "MOJEDEC"],
    ["jeunesse enfance migraton", "JMED"],
    ["jeuness enfence migration developement", "JMED"],
    ["femmes nigeriene contre la gere", "AFNCG"],
    ["forum réfugié", "Forum réfugiés"],
    ["forum refuigés", "Forum réfugiés"],
  ),
  "written as it is heard": first(
    ["alarm fone saara", "APS"],
    ["avoka sans frontière", "ASF"],
    ["crois rouge danoise", "CRD"],
    ["croi rouge nijerienne", "CRN"],
    ["médsin sans frontière", "MSF"],
    ["ambasade de beljique", "Ambassade de Belgique"],
    ["oxphame", "Oxfam"],
    ["komission nationale des droits humains", "CNDH"],
    ["rezo migration developpement", "REMIDDH"],
    ["prizonnier sans frontières", "PRSF"],
  ),
  "acronyms, whole or nearly": first(
    ["anlptim", "ANLTP/TIM"],
    ["anltptim", "ANLTP/TIM"],
    ["anltp tim", "ANLTP/TIM"],
    ["dgecmr", "DGECM-R"],
    ["giz", "GIZ/APM"],
    ["remidh", "REMIDDH"],
    ["remiddh", "REMIDDH"],
    ["mojdec", "MOJEDEC"],
    ["rotap", "ROTAB"],
    ["graspy", "GRASPI"],
    ["cndh niger", "CNDH"],
    ["c.n.d.h.", "CNDH"],
    ["O.I.M", "OIM"],
    ["l'o.i.m.", "OIM"],
    ["ccm", "CCM"],
    ["msf niger", "MSF"],
    ["hcdh", "HCDH"],
    ["aec", "AEC"],
    ["coopi", "COOPI"],
    ["copi", "COOPI"],
    ["due", "DUE"],
    ["onen", "ONEN"],
  ),
  "former and everyday names": [
    ...first(
      ["cosi", "Forum réfugiés"],
      ["forum réfugiés cosi", "Forum réfugiés"],
      ["haut commissariat pour les réfugiés", "HCR"],
      ["organisation internationale des migrations", "OIM"],
      ["commission des droits de l'homme", "CNDH"],
    ),
    ...soon(
      ["union europeenne", "DUE"],
      ["nations unies réfugiés", "HCR"],
      ["justice", "Ministère de la Justice et des Droits de l’Homme"],
    ),
  ],
  "other endings of the same word": first(
    ["association de jeune avocat", "AJAN"],
    ["femme nigérienne contre les guerres", "AFNCG"],
    ["réseau des défenseur de droit humain", "RNDDH"],
    ["communauté étrangère", "CCEN"],
    ["organisation pour la transparence budgétaire", "ROTAB"],
    ["lutter contre la prostitution", "LTHP"],
  ),
  "places and their spellings": [
    ...first(
      ["forum réfugiés tawa", "Forum réfugiés"],
      ["structure de demonstration agades", "DÉMO-AZ"],
      ["demonstration zinder", "DÉMO-ZR"],
      ["demonstration tahoua", "DÉMO-TA"],
      ["conseil agadès", "CRAZ"],
    ),
    ...soon(["médecins assamaca", "MSF"], ["ong tillabery dosso", "CRS"], ["ong maradi", "GRADE Africa"]),
  ],
  "what somebody looks for, in their words": soon(
    ["traite des personnes", "ANLTP/TIM"],
    ["trafic de migrants", "ANLTP/TIM"],
    ["budget transparence", "ROTAB"],
    ["assistance juridique", "ANAJJ"],
    ["aide juridique gratuite", "ANAJJ"],
    ["prisons", "PRSF"],
    ["visite de prison", "PRSF"],
    ["hébergement des expulsés assamaka", "COOPI"],
    ["secours dans le désert", "APS"],
    ["migration des jeunes", "GRASPI"],
    ["éducation à la citoyenneté", "AEC"],
    ["examen périodique universel", "HCDH"],
    ["ambassade", "Ambassade de Belgique"],
    ["projet promig", "Forum réfugiés"],
    ["croix rouge", "CRN"],
    ["direction de la migration", "DM"],
  ),
};
