import { z } from "zod";
import { lineField } from "../../http/form-fields.server";
import { maxVersionName } from "./versions";

/** What is done to a version. */
export const versionActionSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("name"), name: lineField({ min: 1, max: maxVersionName }) }),
  z.object({ what: z.literal("restore") }),
]);
export type VersionAction = z.infer<typeof versionActionSchema>;
