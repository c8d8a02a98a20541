import { z } from "zod";
import { lineField, textField } from "../http/form-fields.server";
import {
  type LibraryQuery,
  libraryAccesses,
  libraryFacets,
  maxCollectionDescriptionLength,
  maxCollectionNameLength,
} from "./library";

/** Shows a file in the library, or changes how; `none` takes it out. */
export const shareSchema = z.object({
  what: z.literal("share"),
  access: z.enum([...libraryAccesses, "none"]),
  theme: z.uuid().optional(),
  collection: z.uuid().optional(),
  position: z.coerce.number().int().min(0).max(999).default(0),
});
export type Sharing = z.infer<typeof shareSchema>;

export const collectionSchema = z.object({
  name: lineField({ min: 1, max: maxCollectionNameLength }),
  description: textField({ max: maxCollectionDescriptionLength }).default(""),
  key: z.uuid(),
});
export type NewCollection = z.infer<typeof collectionSchema>;

const maxQueryLength = 200;

/** The query of an address; invalid values count as none. */
export function readLibraryQuery(params: URLSearchParams): LibraryQuery {
  const page = Number(params.get("page"));
  const facets = Object.fromEntries(
    libraryFacets.map((name) => [name, (params.get(name) ?? "").slice(0, 40)]),
  );
  return {
    ...(facets as Record<(typeof libraryFacets)[number], string>),
    q: (params.get("q") ?? "").trim().slice(0, maxQueryLength),
    page: Number.isInteger(page) && page > 0 && page <= 500 ? page : 1,
  };
}
