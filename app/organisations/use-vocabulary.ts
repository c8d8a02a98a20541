import { isGroup, isLanguage } from "./controlled-vocabulary";
import { useMessages } from "./messages";
import { type Relation, relations } from "./organisations";

/** Labels of relations, groups served and languages; message keys `organisations.relation`, `.group`, `.language`. */
export function useVocabulary() {
  const t = useMessages();
  return {
    groupLabel: (value: string) => (isGroup(value) ? t(`group.${value}`) : value),
    relationLabel: (value: string) =>
      relations.some((known) => known === value) ? t(`relation.${value as Relation}`) : value,
    languageLabel: (value: string) => (isLanguage(value) ? t(`language.${value}`) : value),
  };
}
