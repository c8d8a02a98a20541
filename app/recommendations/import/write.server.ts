import { recordEvent } from "../../audit/record-event.server";
import { holdRights } from "../../authorities/access.server";
import { createAuthority } from "../../authorities/correspondence.server";
import type { Viewer } from "../../authorization/viewer";
import { type Database, inTransaction } from "../../db/database.server";
import { newId } from "../../db/ids.server";
import { today } from "../../network/today.server";
import { now } from "../../services/services.server";
import { cutText } from "../../tables/cell-text";
import { writeRecommendation } from "../create.server";
import { refreshDue } from "../follow-up.server";
import { maxLengths } from "../recommendations";
import type { ReadLine } from "./lines";
import { findImport } from "./pending.server";
import { isFiner, type PlannedLine, readPlan } from "./plan.server";

/** What the import did to one recommendation, so that it can be undone. */
export interface Before {
  /** Addressees that it added. */
  added: string[];
  /** Addressees that it completed, as they were. */
  completed: { id: string; position: string; status: string }[];
  steps: string[];
  keys: string[];
}

/** Writes a pending file, all lines but wrong ones in one transaction. Idempotent. */
export async function writeImport(viewer: Viewer, id: string | undefined): Promise<void> {
  const { id: known } = await findImport(viewer, id);
  await inTransaction(
    async (tx) => {
      await holdRights(tx, viewer);
      await tx.$queryRaw`SELECT 1 FROM "RecommendationImport" WHERE "id" = ${known}::uuid FOR UPDATE`;
      const row = await tx.recommendationImport.findUniqueOrThrow({ where: { id: known } });
      if (row.writtenAt) return;
      const { lines } = await readPlan(row, tx);
      const writer = new ImportWriter(tx, viewer, new Date(`${await today(tx)}T00:00:00Z`));
      for (const line of lines) if (isWritten(line)) await writer.write(line);
      const rows = await writer.rows();
      await tx.recommendationImportRow.createMany({
        data: rows.map((each) => ({ ...each, importId: known })),
      });
      const created = rows.filter((each) => each.created).length;
      const result = { created, updated: rows.length - created };
      await tx.recommendationImport.update({
        where: { id: known },
        data: { writtenAt: now(), result, lines: [], columns: [], choices: {} },
      });
      await recordEvent(tx, viewer, "recommendations.imported", null, result);
    },
    { timeoutMs: 300_000 },
  );
}

const isWritten = ({ effect: { kind } }: PlannedLine): boolean => kind === "new" || kind === "update";

/** What a line says of the recommendation itself. */
const issuedOf = (line: ReadLine) => ({
  text: line.text,
  translation: line.translation,
  kind: line.kind,
  source: cutText(line.source, maxLengths.source),
  body: line.body,
  symbol: line.symbol,
  paragraph: line.paragraph,
  annotationId: line.annotationId,
  session: line.session,
  issuedOn: line.issuedOn,
  issuedPrecision: line.issuedPrecision,
  states: line.states,
  groups: line.groups,
  goals: line.goals,
  extra: line.extra,
});

class ImportWriter {
  /** Ids of recommendations by the line that made them. */
  readonly #made = new Map<string, string>();
  readonly #authorities = new Map<string, string>();
  readonly #done = new Map<string, Before & { created: boolean }>();

  constructor(
    readonly tx: Database,
    readonly viewer: Viewer,
    readonly day: Date,
  ) {}

  async write(planned: PlannedLine): Promise<void> {
    const { line, target } = planned;
    const id = target?.startsWith("line ") ? (this.#made.get(target) ?? newId()) : (target ?? newId());
    if (!target) {
      await writeRecommendation(this.tx, { id, ...issuedOf(line), themes: [...new Set(planned.themes)] });
      this.#made.set(`line ${line.number}`, id);
    }
    const before = this.#done.get(id) ?? { created: !target, added: [], completed: [], steps: [], keys: [] };
    this.#done.set(id, before);
    if (target) before.keys.push(...(await this.#keepKeys(id, planned.keys)));
    for (const { id: known, name } of planned.addressees) {
      await this.#address(id, known ?? (await this.#authority(name)), planned, before);
    }
  }

  async #keepKeys(recommendationId: string, keys: readonly string[]): Promise<string[]> {
    const added = await this.tx.recommendationKey.createManyAndReturn({
      data: keys.map((key) => ({ key, recommendationId })),
      skipDuplicates: true,
    });
    return added.map(({ key }) => key);
  }

  async #authority(name: string): Promise<string> {
    const known = this.#authorities.get(name);
    if (known) return known;
    const { id } = await createAuthority(this.tx, this.viewer, { key: newId(), name: cutText(name, 200) });
    this.#authorities.set(name, id);
    return id;
  }

  /** Adds an addressee, or fills in what it does not have yet. */
  async #address(
    recommendationId: string,
    organisationId: string,
    planned: PlannedLine,
    before: Before,
  ): Promise<void> {
    const { position, status, line, due } = planned;
    const where = { recommendationId_organisationId: { recommendationId, organisationId } };
    const there = await this.tx.addressee.findUnique({
      where,
      include: { _count: { select: { steps: true } } },
    });
    const id = there?.id ?? newId();
    const reason = status === "void" ? { statusReason: cutText(line.status, maxLengths.reason) } : {};
    if (!there && isFiner(planned)) return;
    if (!there) {
      const data = { id, recommendationId, organisationId, position, status, statusOn: this.day, ...reason };
      await this.tx.addressee.create({ data });
      before.added.push(id);
    } else if (
      (there.position === "none" && position !== "none") ||
      (there.status === "formulated" && status !== "formulated")
    ) {
      before.completed.push({ id, position: there.position, status: there.status });
      await this.tx.addressee.update({
        where: { id },
        data: {
          position: there.position === "none" ? position : there.position,
          status: there.status === "formulated" ? status : there.status,
          ...reason,
        },
      });
    }
    if ((there?._count.steps ?? 0) > 0 || (line.actions === "" && due === null)) return;
    const step = newId();
    await this.tx.followUpStep.create({
      data: {
        id: step,
        addresseeId: id,
        action: cutText(line.actions || "–", maxLengths.action),
        indicator: line.indicator ? cutText(line.indicator, maxLengths.action) : null,
        dueText: due?.text ?? null,
        dueOn: due?.dueOn ? new Date(`${due.dueOn}T00:00:00Z`) : null,
        precision: due?.precision ?? "none",
        createdAt: now(),
      },
    });
    before.steps.push(step);
    await refreshDue(this.tx, id);
  }

  /** The recommendations written, with their versions. */
  async rows() {
    const versions = await this.tx.recommendation.findMany({
      where: { id: { in: [...this.#done.keys()] } },
      select: { id: true, version: true },
    });
    return versions.map(({ id, version }) => {
      const { created = false, ...before } = this.#done.get(id) ?? {
        added: [],
        completed: [],
        steps: [],
        keys: [],
      };
      return { recommendationId: id, created, version, before: before as object };
    });
  }
}
