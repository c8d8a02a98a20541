import { z } from "zod";
import { lineField } from "../http/form-fields.server";
import { directoryPath } from "./directory-query";
import { readDirectoryQuery } from "./directory-query-form.server";

/** A saved search's path, parsed and rebuilt so that only directory searches are stored. */
const address = z
  .string()
  .max(2_000)
  .transform((value) =>
    directoryPath({ ...readDirectoryQuery(new URLSearchParams(value.split("?")[1] ?? "")), page: 1 }),
  );

export const savedSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("save"), name: lineField({ min: 1, max: 80 }), address, key: z.uuid() }),
  z.object({ what: z.literal("forget"), search: z.uuid() }),
]);
