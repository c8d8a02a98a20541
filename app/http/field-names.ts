import { intentName, isShownAgain } from "./carried-form";

/**
 * conform reads field names as paths: `email[999999999]` makes it allocate an array of a thousand million
 * entries and ends the process; `email` beside `email.not` makes it throw; its intents write to any path. So
 * field names are checked against an allowlist pattern first.
 */

/** Maximum number of fields; more than any form of the portal has. */
export const maxFields = 2_000;

/** `name`, `visibility.name`, `contacts[2].name`: the field names of the portal's pages. */
const fieldName = /^[\w-]{1,60}(?:\[\d{1,2}\]|\.[\w-]{1,60}){0,4}$/;

/** Names that reach object prototypes, and a field of conform that no page uses. */
const never = new Set(["__proto__", "constructor", "prototype", "__state__"]);

/** Whether all of these field names are possible in a form of the portal. */
export function areFormFieldNames(fields: readonly [name: string, value: FormDataEntryValue][]): boolean {
  if (fields.length > maxFields) return false;
  const shapes = new Map<string, string>();
  return fields.every(([name, value]) => {
    if (name === intentName) return isShownAgain(value);
    return fieldName.test(name) && agrees(shapes, name);
  });
}

/** Whether each node along the path has the same type for every field: a value, a list, or an object. */
function agrees(shapes: Map<string, string>, name: string): boolean {
  let path = "";
  return name.split(/(?=[.[])/).every((part, index, parts) => {
    if (never.has(part.replace(".", ""))) return false;
    path += part;
    const shape = parts[index + 1]?.[0] ?? "value";
    const known = shapes.get(path) ?? shape;
    shapes.set(path, known);
    return known === shape;
  });
}
