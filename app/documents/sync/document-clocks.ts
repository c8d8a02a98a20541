import * as Y from "yjs";
import type { Clocks } from "./held-documents";
import type { Inspection, Range } from "./inspect";

/** How much of a document is held: the next clock of each Yjs client. */
export class DocumentClocks {
  readonly #clocks: Map<number, number>;
  readonly #below: DocumentClocks | null;

  constructor(clocks: Clocks = [], below: DocumentClocks | null = null) {
    this.#clocks = new Map(clocks);
    this.#below = below;
  }

  /** The same, for updates that are only assumed to be held: these clocks rise, and the ones below do not. */
  ahead(): DocumentClocks {
    return new DocumentClocks([], this);
  }

  copy(): DocumentClocks {
    return new DocumentClocks([...this.#clocks], this.#below);
  }

  rise(risen: Clocks): void {
    for (const [client, clock] of risen) this.#clocks.set(client, Math.max(clock, this.#of(client)));
  }

  /** The clocks rise by an update that was integrated. */
  take({ structs }: Inspection): void {
    this.rise(structs.map(({ client, to }) => [client, to]));
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#clocks);
  }

  /** Whether an update builds on structs that are not held. */
  isGapped({ structs, deletes, needs }: Inspection): boolean {
    const after = new Map(structs.map(({ client, to }) => [client, to]));
    return (
      structs.some(({ client, from }) => from > this.#of(client)) ||
      needs.some(({ client, clock }) => clock >= this.#of(client)) ||
      deletes.some(({ client, to }) => to > Math.max(this.#of(client), after.get(client) ?? 0))
    );
  }

  /** The structs of an update that are not held yet. */
  newStructs({ structs }: Inspection): Range[] {
    return structs.filter(({ client, to }) => to > this.#of(client));
  }

  #of(client: number): number {
    return this.#clocks.get(client) ?? (this.#below ? this.#below.#of(client) : 0);
  }
}
