import type { ExportFormat } from "./export.server";

/** Bytes of an empty file of each kind, and of each organisation in it, as the demonstration network weighs. */
const weights: Record<ExportFormat, { empty: number; each: number }> = {
  csv: { empty: 750, each: 300 },
  xlsx: { empty: 4_050, each: 110 },
  vcf: { empty: 0, each: 380 },
};

/** About what an export of so many organisations will weigh, in bytes: known before it is made, and paid for. */
export const exportWeight = (format: ExportFormat, organisations: number): number =>
  weights[format].empty + weights[format].each * organisations;
