import { fieldKey, isFieldKey } from "../custom-fields/custom-fields";
import type { Contact } from "./profile";
import type { ProfileValues } from "./profile-form";

const list = (value: unknown): string[] =>
  value === undefined || value === null ? [] : [value].flat().map(String);
const lines = (value: unknown): string[] => String(value ?? "").split(/\r?\n/);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Values of a rejected form, redisplayed so that nothing typed is lost. */
export function shownValues(
  values: ProfileValues,
  payload: Record<string, unknown> | undefined,
): ProfileValues {
  if (!payload) return values;
  const custom = Object.entries((payload.custom ?? {}) as Record<string, unknown>).map(([id, sent]) => [
    fieldKey(id),
    text(sent),
  ]);
  const shown = Object.entries(values).map(([field, kept]) => {
    if (isFieldKey(field)) return [field, kept];
    const sent = payload[field];
    if (field === "contacts") return [field, list0(sent).map(contactOf)];
    if (field === "visibility") return [field, sent ?? {}];
    if (typeof kept === "boolean") return [field, sent === "on"];
    if (!Array.isArray(kept)) return [field, text(sent)];
    return [field, typeof sent === "string" && isLines(field) ? lines(sent) : list(sent)];
  });
  return Object.fromEntries([...shown, ...custom]) as unknown as ProfileValues;
}

const isLines = (field: string) =>
  ["formerNames", "antennes", "social", "projects", "donors"].includes(field);

const list0 = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function contactOf(sent: unknown): Contact {
  const { name, email, phone, ...rest } = (sent ?? {}) as Record<string, unknown>;
  return { name: text(name), function: text(rest.function), email: text(email), phone: text(phone) };
}
