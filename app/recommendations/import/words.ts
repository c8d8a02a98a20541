import { wordKey } from "../../tables/keys";
import type { Position, Status } from "../recommendations";

const statusWords: Record<Status, string[]> = {
  formulated: ["formulee", "formulated", "a transmettre"],
  sent: ["transmise", "envoyee", "sent"],
  received: ["recue", "received"],
  preparing: ["en preparation", "planifie", "in preparation"],
  started: ["en cours", "en cours de mise en oeuvre", "under way", "in progress", "demarre"],
  partly_done: ["partiellement mise en oeuvre", "partiel", "partly implemented", "pmo"],
  done: ["mise en oeuvre", "meo", "realise", "realisee", "fait", "implemented", "achevee", "acheve"],
  not_done: ["non mise en oeuvre", "non demarre", "sans suite", "non realise", "nmo", "not implemented"],
  no_information: ["sans information", "ras", "no information", "inconnu"],
  void: ["sans objet", "no longer applicable"],
};

const positionWords: Record<Position, string[]> = {
  none: ["sans position", "pas de position", "no position", "no response", "general response", "n a", "-"],
  accepted: ["acceptee", "accepte", "retenue", "supported", "accepted"],
  partly: ["acceptee en partie", "partiellement acceptee", "supported noted", "accepted in part"],
  noted: ["notee", "prise note", "pris note", "noted"],
  rejected: ["rejetee", "refusee", "rejected"],
};

const mapOf = <Value extends string>(words: Record<Value, string[]>): ReadonlyMap<string, Value> =>
  new Map(
    Object.entries(words).flatMap(([value, each]) =>
      (each as string[]).map((word) => [wordKey(word), value as Value]),
    ),
  );
const statusOfWord = mapOf(statusWords);
const positionOfWord = mapOf(positionWords);

/** The status that free words say; undefined where they must be mapped. "40 %" is partly done. */
export function readStatus(words: string): Status | undefined {
  const plain = words.replace(/\([^)]{0,100}\)/g, " ").trim();
  const percent = /^(\d{1,3})\s?%$/.exec(plain)?.[1];
  if (percent) return Number(percent) === 0 ? "not_done" : Number(percent) >= 100 ? "done" : "partly_done";
  return statusOfWord.get(wordKey(plain));
}

/** The position that free words say; undefined where they must be mapped. */
export const readPosition = (words: string): Position | undefined => positionOfWord.get(wordKey(words));
