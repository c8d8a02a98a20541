import { buttonClass } from "../../ui/button";
import { Section } from "../../ui/columns";
import { type Option, SelectField } from "../../ui/inputs";
import { groups, languages } from "../controlled-vocabulary";
import { useMessages } from "../messages";
import { useVocabulary } from "../use-vocabulary";
import type { Preview } from "./import-preview";
import { useColumnLabel } from "./use-column-label";

type Word = Preview["words"][number];

interface ImportWordsProps {
  words: readonly Word[];
  /** Number of unknown words not shown yet. */
  more: number;
  /** Directory lists that the page must load. */
  lists: Record<"type" | "themes" | "regions" | "departements", Option[]>;
}

/** Meanings of unknown words; answers are remembered for later files. */
export function ImportWords({ words, more, lists }: ImportWordsProps) {
  const t = useMessages();
  const [unknown, known] = [words.filter((word) => !word.known), words.filter((word) => word.known)];
  return (
    <Section id="valeurs" title={t("import.words")}>
      {unknown.length > 0 && (
        <>
          <p className="meta">{t("import.wordsHelp")}</p>
          <WordFields words={unknown} lists={lists} />
        </>
      )}
      {more > 0 && <p className="meta">{t("import.moreWords", { count: more })}</p>}
      {known.length > 0 && (
        <details>
          <summary className={buttonClass({ kind: "quiet", small: true })}>
            {t("import.knownWords", { count: known.length })}
          </summary>
          <WordFields words={known} lists={lists} />
        </details>
      )}
    </Section>
  );
}

function WordFields({ words, lists }: Pick<ImportWordsProps, "words" | "lists">) {
  const t = useMessages();
  const columnLabel = useColumnLabel();
  const optionsOf = useOptions(lists);
  return (
    <div className="cards">
      {words.map((word) => (
        <SelectField
          key={word.key}
          name={`word.${word.key}`}
          label={t("import.word", { column: columnLabel(word.column), word: word.word })}
          hint={t("import.wordLines", { count: word.lines })}
          defaultValue={word.known && word.value === "" ? "-" : word.value}
          placeholder={t("import.wordUndecided")}
          options={[...optionsOf(word), { value: "-", label: t("import.wordIgnored") }]}
        />
      ))}
    </div>
  );
}

function useOptions(lists: ImportWordsProps["lists"]): (word: Word) => Option[] {
  const t = useMessages();
  const { groupLabel, languageLabel } = useVocabulary();
  return ({ column, candidates }) => {
    if (column === "groups") return groups.map((value) => ({ value, label: groupLabel(value) }));
    if (column === "languages") return languages.map((value) => ({ value, label: languageLabel(value) }));
    if (column === "regions") {
      return [
        { value: "nationwide", label: t("area.wholeCountry") },
        { value: "outside", label: t("area.abroad") },
        ...lists.regions,
      ];
    }
    if (column === "type" || column === "themes" || column === "departements") return lists[column];
    return candidates;
  };
}
