import type { RequestForm } from "./requests-form.server";

export interface RequestRow extends RequestForm {
  id: string;
  createdAt: string;
}
