/** The forms in which a document can be taken along, and their media types. */
export const exportForms = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  html: "text/html; charset=utf-8",
  md: "text/markdown; charset=utf-8",
} as const;
export type ExportForm = keyof typeof exportForms;

/** What stands around the text in a file. */
export interface ExportFrame {
  title: string;
  /** The name of the network, for the header. */
  network: string;
  /** The state and date of the text, in the reader's language. */
  note: string;
  locale: string;
  /** "Page", in the reader's language. */
  page: string;
}
