/** A frozen text, as its page shows it. */
export interface Edition {
  id: string;
  number: number;
  title: string;
  sha256: string;
  createdAt: string;
  words: number;
}

export const editionPath = (documentPath: string, number: number): string =>
  `${documentPath}/editions/${number}`;
