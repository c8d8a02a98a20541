import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import type { Locale } from "../i18n/locales";
import {
  type CustomField,
  type FieldFault,
  readFieldValue,
} from "../organisations/custom-fields/custom-fields";
import { readFields } from "../organisations/custom-fields/stored-fields.server";
import { rankOf } from "../organisations/field-visibility";
import { learnWords } from "../organisations/index.server";
import { now } from "../services/services.server";
import { defaultRanks } from "./people-query";
import type { OwnCard } from "./people-query-form.server";

/** The viewer's own card in the directory, with the visibility of each part. */
export async function findOwnCard(viewer: Viewer): Promise<OwnCard & { name: string; email: string }> {
  const { name, email, card, fieldValues, ...person } = await db.person.findUniqueOrThrow({
    where: { id: viewer.personId },
    include: { fieldValues: true, card: { include: { themes: { include: { theme: true } } } } },
  });
  return {
    name,
    email,
    function: person.function ?? "",
    reach: card?.reach ?? "",
    phone: card?.phone ?? "",
    languages: (card?.languages ?? []) as OwnCard["languages"],
    themes: card?.themes.map(({ theme }) => theme.slug) ?? [],
    nameRank: card?.nameRank ?? defaultRanks.name,
    functionRank: card?.functionRank ?? defaultRanks.function,
    topicsRank: card?.topicsRank ?? defaultRanks.topics,
    reachRank: card?.reachRank ?? defaultRanks.reach,
    emailRank: card?.emailRank ?? defaultRanks.email,
    phoneRank: card?.phoneRank ?? defaultRanks.phone,
    custom: Object.fromEntries(fieldValues.map(({ fieldId, value }) => [fieldId, value])),
    customRank: Object.fromEntries(fieldValues.map(({ fieldId, rank }) => [fieldId, rank])),
  };
}

/** The secretariat's fields of people, without archived ones. */
export const readPersonFields = (locale: Locale): Promise<CustomField[]> => readFields(db, "person", locale);

/**
 * Saves a person's card. It affects all later searches at once.
 * @returns the faults of the secretariat's fields, by id, with nothing saved; null when it is saved.
 */
export async function saveOwnCard(
  viewer: Viewer,
  { function: role, themes, custom, customRank, ...card }: OwnCard,
): Promise<Record<string, FieldFault> | null> {
  const { personId } = viewer;
  const fields = await readFields(db, "person", "fr");
  const { rows, faults } = readOwnFields(fields, custom, customRank);
  if (Object.keys(faults).length > 0) return faults;
  const columns = { ...card, reach: card.reach || null, phone: card.phone || null, updatedAt: now() };
  await inTransaction(async (tx) => {
    const known = await tx.theme.findMany({ where: { slug: { in: themes } }, select: { id: true } });
    const { name } = await tx.person.update({ where: { id: personId }, data: { function: role || null } });
    await tx.personCard.upsert({
      where: { personId },
      create: { personId, ...columns },
      update: columns,
    });
    // Values of archived fields are not in the form: they stay.
    await tx.personFieldValue.deleteMany({ where: { personId, fieldId: { in: Object.keys(custom) } } });
    await tx.personFieldValue.createMany({ data: rows.map((row) => ({ personId, ...row })) });
    await tx.personTheme.deleteMany({ where: { personId } });
    await tx.personTheme.createMany({ data: known.map(({ id }) => ({ personId, themeId: id })) });
    // Only words visible to the whole network enter the spelling list, because the list is shared.
    if (card.nameRank === 1) await learnWords(tx, [name, card.functionRank === 1 ? role : ""].join(" "), 1);
    await recordEvent(tx, { personId }, "card.changed", personId);
  });
  return null;
}

/** The filled fields as rows; no wider than the secretariat allows. */
function readOwnFields(
  fields: readonly CustomField[],
  custom: OwnCard["custom"],
  customRank: OwnCard["customRank"],
) {
  const faults: Record<string, FieldFault> = {};
  const rows = fields.flatMap((field) => {
    const read = readFieldValue(field, custom[field.id] ?? "");
    if ("fault" in read) faults[field.id] = read.fault;
    if ("fault" in read || read.value === "") return [];
    const rank = Math.max(customRank[field.id] ?? 3, rankOf(field.level));
    return [{ fieldId: field.id, value: read.value, rank }];
  });
  return { rows, faults };
}
