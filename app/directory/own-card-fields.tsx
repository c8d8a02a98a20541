import type { ReactNode } from "react";
import { languages } from "../organisations/controlled-vocabulary";
import { CustomFieldInput } from "../organisations/custom-fields/custom-field-input";
import type { CustomField, FieldFault } from "../organisations/custom-fields/custom-fields";
import { rankOf } from "../organisations/field-visibility";
import { useMessages as useOrganisationMessages } from "../organisations/messages";
import { useVocabulary } from "../organisations/use-vocabulary";
import { CheckboxGroup } from "../ui/choices";
import { Section } from "../ui/columns";
import { FormSections, VisibilityField } from "../ui/form-sections";
import { TextField } from "../ui/inputs";
import { useMessages } from "./messages";
import { type CardPart, circles } from "./people-query";
import type { OwnCard } from "./people-query-form.server";

interface OwnCardFieldsProps {
  card: Omit<OwnCard, "languages"> & { languages: string[]; name: string; email: string };
  themes: readonly { slug: string; name: string }[];
  fields: readonly CustomField[];
  /** Values of a rejected form. */
  payload?: Record<string, unknown>;
  /** Faults of the secretariat's fields, by id. */
  faults: Record<string, FieldFault>;
  children: ReactNode;
}

/** The parts of a card, each with its visibility on the line of its label. */
export function OwnCardFields(props: OwnCardFieldsProps) {
  const { fields, children } = props;
  const t = useMessages();
  const sections = [
    { id: "presentation", title: t("card.who"), content: <Who {...props} /> },
    { id: "contact", title: t("card.contact"), content: <Reach {...props} /> },
    { id: "sujets", title: t("card.topics"), content: <Topics {...props} /> },
    ...(fields.length > 0 ? [{ id: "autres", title: t("card.more"), content: <More {...props} /> }] : []),
  ];
  return (
    <FormSections label={t("card.index")} sections={sections}>
      {sections.map(({ id, title, content }) => (
        <Section key={id} id={id} title={title}>
          {content}
        </Section>
      ))}
      {children}
    </FormSections>
  );
}

const textIn = (payload: Record<string, unknown> | undefined, part: string, kept: string) =>
  typeof payload?.[part] === "string" ? payload[part] : kept;

function Who({ card, payload }: OwnCardFieldsProps) {
  const t = useMessages();
  return (
    <>
      <Part part="name" rank={card.nameRank}>
        <TextField label={t("card.name")} hint={t("card.nameHint")} defaultValue={card.name} readOnly />
      </Part>
      <Part part="function" rank={card.functionRank}>
        <TextField
          name="function"
          label={t("card.function")}
          defaultValue={textIn(payload, "function", card.function)}
          maxLength={160}
        />
      </Part>
    </>
  );
}

function Reach({ card, payload }: OwnCardFieldsProps) {
  const t = useMessages();
  return (
    <>
      <Part part="reach" rank={card.reachRank}>
        <TextField
          name="reach"
          label={t("card.reach")}
          hint={t("card.reachHint")}
          defaultValue={textIn(payload, "reach", card.reach)}
          maxLength={300}
        />
      </Part>
      <Part part="phone" rank={card.phoneRank}>
        <TextField
          name="phone"
          type="tel"
          label={t("card.phone")}
          defaultValue={textIn(payload, "phone", card.phone)}
          maxLength={60}
        />
      </Part>
      <Part part="email" rank={card.emailRank}>
        <TextField label={t("card.email")} hint={t("card.emailHint")} defaultValue={card.email} readOnly />
      </Part>
    </>
  );
}

function Topics({ card, themes }: OwnCardFieldsProps) {
  const { languageLabel } = useVocabulary();
  const t = useMessages();
  return (
    <>
      <Part part="topics" rank={card.topicsRank}>
        <CheckboxGroup
          name="themes"
          label={t("card.themes")}
          defaultValue={card.themes}
          choices={themes.map(({ slug, name }) => ({ value: slug, label: name }))}
          chips
        />
      </Part>
      <CheckboxGroup
        name="languages"
        label={t("card.languages")}
        defaultValue={card.languages}
        choices={languages.map((value) => ({ value, label: languageLabel(value) }))}
        chips
      />
    </>
  );
}

/** Fields that the secretariat added. */
function More({ card, fields, payload, faults }: OwnCardFieldsProps) {
  const t = useMessages();
  const labels = useOrganisationMessages();
  const typed = (payload?.custom ?? card.custom) as Record<string, string>;
  return fields.map((field) => {
    const { id, label, level } = field;
    const widest = rankOf(level);
    const fault = faults[id];
    return (
      <VisibilityField
        key={id}
        name={`customRank.${id}`}
        label={t("card.levelOf", { field: label })}
        defaultValue={String(Math.max(card.customRank[id] ?? Math.max(widest, 2), widest))}
        options={optionsFrom(widest, t)}
      >
        <CustomFieldInput
          id={`champ-${id}`}
          name={`custom.${id}`}
          field={field}
          value={typed[id] ?? ""}
          errors={fault && [labels(`wrong.custom.${fault}`)]}
        />
      </VisibilityField>
    );
  });
}

const optionsFrom = (widest: number, t: ReturnType<typeof useMessages>) =>
  circles
    .filter(({ rank }) => rank >= widest)
    .map(({ rank, name }) => ({ value: String(rank), label: t(`card.circle.${name}`) }));

/** A part of the card, and its visibility. */
function Part({ part, rank, children }: { part: CardPart; rank: number; children: ReactNode }) {
  const t = useMessages();
  return (
    <VisibilityField
      name={`${part}Rank`}
      label={t(`card.level.${part}`)}
      defaultValue={String(rank)}
      options={optionsFrom(1, t)}
    >
      {children}
    </VisibilityField>
  );
}
