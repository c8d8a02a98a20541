import { z } from "zod";
import { lineField } from "../../http/form-fields.server";
import { maxVersionName } from "./versions";

const nameField = lineField({ min: 1, max: maxVersionName });

/** The name of what the document is now. */
export const versionNameSchema = z.object({ name: nameField });

/** What is done to a version. */
export const versionActionSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("name"), name: nameField }),
  z.object({ what: z.literal("restore") }),
]);
