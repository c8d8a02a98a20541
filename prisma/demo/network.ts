/** The demonstration network itself: REMIDDH, as its public pages present it. */
import type { Network } from "./types";

export const network: Network = {
  name: "Réseau Migration Développement Droits Humains",
  acronym: "REMIDDH",
  languages: ["fr", "en"],
  accent: "#2b3a78",
  mission: {
    fr: "Le REMIDDH rassemble des organisations de la société civile nigérienne qui défendent les droits des personnes migrantes : il confronte leurs constats, porte leurs positions dans le dialogue avec l’État et suit, d’une rencontre à l’autre, ce que deviennent les recommandations.",
    en: "REMIDDH brings together Nigerien civil-society organisations that defend the rights of migrants: it compares what they observe, carries their positions into the dialogue with the State and follows up, from one meeting to the next, what becomes of the recommendations.",
  },
  timezone: "Africa/Niamey",
};
