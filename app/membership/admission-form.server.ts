import { z } from "zod";
import { textField } from "../http/form-fields.server";
import { memberClassNames } from "./admission";

const reason = textField({ min: 3, max: 1000 });
const memberClass = z.enum(memberClassNames, { error: "field.required" });

/** A decision of the secretariat; a reason is required. */
export const decisionSchema = z.discriminatedUnion("step", [
  z.object({ step: z.enum(["candidate", "admitted", "class_changed"]), class: memberClass, reason }),
  z.object({ step: z.enum(["declined", "frozen", "restored", "left"]), reason }),
]);
export type Decision = z.infer<typeof decisionSchema>;
