/** Shapes in a frame of 96 × 64: the first in the accent colour, the second in ochre. A few hundred bytes each. */
const shapes = {
  conversation: [
    "M12 14h40a4 4 0 0 1 4 4v18a4 4 0 0 1-4 4H28l-9 8v-8h-7a4 4 0 0 1-4-4V18a4 4 0 0 1 4-4zM18 24h26M18 31h18",
    "M64 24h18a4 4 0 0 1 4 4v16a4 4 0 0 1-4 4h-4v7l-8-7H54M64 35h14",
  ],
  document: ["M24 8h28l14 14v34H24zM52 8v14h14M32 30h24M32 37h24M32 44h14", "M70 52l14-22 5 3-14 22-6 3z"],
  people: [
    "M28 30a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 54v-4c0-8 7-13 16-13s16 5 16 13v4",
    "M60 32a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM54 40c14-3 26 2 26 12v2M84 20v12M78 26h12",
  ],
  search: [
    "M36 46a18 18 0 1 0 0-36 18 18 0 0 0 0 36zM49 41l17 17",
    "M28 26c2-5 6-7 11-6M74 14v8M70 18h8M82 36v4M80 38h4",
  ],
  calendar: [
    "M18 14h52v42H18zM18 26h52M32 8v10M56 8v10M28 35h4M42 35h4M56 35h4M28 45h4",
    "M42 45l4 4 8-9M78 22v30",
  ],
  tasks: [
    "M18 12h10v10H18zM18 28h10v10H18zM18 44h10v10H18zM36 17h38M36 33h30M36 49h34",
    "M20 17l3 3 7-9M20 33l3 3 7-9",
  ],
  inbox: ["M16 34l10-20h44l10 20v20H16zM16 34h20l4 7h16l4-7h20", "M48 6v20M41 19l7 8 7-8"],
  letter: ["M14 16h56v38H14zM14 18l28 22 28-22", "M78 14l10-6M80 24h12M78 34l10 6"],
  bell: [
    "M34 46h28c-4-5-5-9-5-18a9 9 0 0 0-18 0c0 9-1 13-5 18zM43 52c2 5 8 5 10 0",
    "M24 18c1-5 4-8 8-10M72 18c-1-5-4-8-8-10M18 24c1-3 1-4 2-6M78 24c-1-3-1-4-2-6",
  ],
  record: ["M22 10h44v46H22zM30 20h28M30 28h28M30 36h18", "M74 50a9 9 0 1 0-9-9M65 33v8h8M74 37v5l4 3"],
} as const;

export type DrawingName = keyof typeof shapes;

/** A small line drawing for an empty page. Decorative: the words are beside it. */
export function Drawing({ name }: { name: DrawingName }) {
  const [first, second] = shapes[name];
  return (
    <svg className="drawing" viewBox="0 0 96 64" aria-hidden="true">
      <path d={first} />
      <path className="second" d={second} />
    </svg>
  );
}
