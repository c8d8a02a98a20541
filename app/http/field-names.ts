import { intentName, isShownAgain } from "./carried-form";

/**
 * Names of fields are paths to the library that takes forms apart: `email[999999999]` has it make a list of a thousand
 * million places and ends the process; `email` beside `email.not` makes it stumble; its own intents write anything
 * anywhere. So only what a page of ours can have sent comes near it.
 */

/** More than any form of ours has, however many rows it shows. */
export const maxFields = 2_000;

/** `name`, `visibility.name`, `contacts[2].name`: what our pages call their fields. */
const fieldName = /^[\w-]{1,60}(?:\[\d{1,2}\]|\.[\w-]{1,60}){0,4}$/;

/** What leads to the inside of every object; and a field of the library's that no page of ours has. */
const never = new Set(["__proto__", "constructor", "prototype", "__state__"]);

/** Whether these can be the fields of a form of ours, by their names. */
export function areFormFieldNames(fields: readonly [name: string, value: FormDataEntryValue][]): boolean {
  if (fields.length > maxFields) return false;
  const shapes = new Map<string, string>();
  return fields.every(([name, value]) => {
    if (name === intentName) return isShownAgain(value);
    return fieldName.test(name) && agrees(shapes, name);
  });
}

/** Whether each place along the path is the same to every field: a value, a list, or an object. */
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
