import type { ExportFormat } from "./directory-export.server";

/** Bytes of an empty file of each kind and of each organisation in it, measured on the demonstration network. */
const weights: Record<ExportFormat, { empty: number; each: number }> = {
  csv: { empty: 750, each: 300 },
  xlsx: { empty: 4_050, each: 110 },
  vcf: { empty: 0, each: 380 },
};

/** Estimated size of an export in bytes, shown before the download because data costs money. */
export const exportWeight = (format: ExportFormat, organisations: number): number =>
  weights[format].empty + weights[format].each * organisations;
