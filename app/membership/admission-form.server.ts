import { z } from "zod";
import { textField } from "../http/form-fields.server";
import { memberClassNames } from "./admission";

const reason = textField({ min: 3, max: 1000 });
const memberClass = z.enum(memberClassNames, { error: "field.required" });

/** What the secretariat decides; a decision always says why. */
export const decisionSchema = z.discriminatedUnion("step", [
  z.object({ step: z.enum(["candidate", "admitted", "class_changed"]), class: memberClass, reason }),
  z.object({ step: z.enum(["declined", "frozen", "restored", "left"]), reason }),
]);
export type Decision = z.infer<typeof decisionSchema>;
