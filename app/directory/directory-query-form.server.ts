import { z } from "zod";
import { cleanText } from "../http/fields";
import { choiceField } from "../http/form-fields.server";
import { facetNames, sorts, views } from "./directory-query";

const several = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(choiceField()).max(40).catch([]),
);

/** Query parameters of the directory: words, facets, order, page. Unknown values are ignored. */
export const directoryQuerySchema = z.object({
  q: z.preprocess((value) => (typeof value === "string" ? cleanText(value).slice(0, 200) : ""), z.string()),
  region: several,
  departement: several,
  theme: several,
  type: several,
  relation: several,
  langue: several,
  groupe: several,
  /** Values of the secretariat's fields, as in the index: "A:oui". */
  champ: several.transform((values) => values.filter((value) => /^[A-Z0-9]:./.test(value))),
  tri: z.enum(sorts).catch("pertinence"),
  vue: z.enum(views).catch("liste"),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type DirectoryQuery = z.infer<typeof directoryQuerySchema>;

/** Parses the directory's query parameters. Never throws: invalid parameters of a hand-typed URL are ignored. */
export function readDirectoryQuery(params: URLSearchParams): DirectoryQuery {
  const single = (name: string) => params.get(name) ?? undefined;
  return directoryQuerySchema.parse({
    q: single("q"),
    page: single("page"),
    tri: single("tri"),
    champ: params.getAll("champ"),
    vue: single("vue"),
    ...Object.fromEntries(facetNames.map((name) => [name, params.getAll(name)])),
  });
}
