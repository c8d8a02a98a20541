import { recordEvent } from "../audit/record-event.server";
import { holdRights, requireContributor } from "../authorities/access.server";
import { type Viewer, voicesOf } from "../authorization/viewer";
import { inTransaction } from "../db/database.server";
import { createDocument, type DocumentLink } from "../documents/create.server";
import type { DocumentNode } from "../documents/document-nodes";
import { badRequest } from "../http/errors";
import { serverMessages } from "../i18n/catalogues.server";
import type { Locale } from "../i18n/locales";
import { requireSpaceWriter } from "../workspaces/access.server";
import { findNetworkSpace } from "../workspaces/spaces.server";
import type { AddresseeShown, RecommendationShown } from "./recommendations";
import { findRecommendation } from "./recommendations.server";

const texts = serverMessages<typeof import("./messages.fr.json")>("recommendations");

/** Maximum number of recommendations in a skeleton: the document is rendered on the main thread. */
export const maxInReport = 60;

/** The order of the grades in a report: the worst first, then what has none. */
const gradeOrder = ["E", "D", "C", "B", "A", "N"];

/**
 * Creates a document to be written on together: the chosen recommendations by addressee and grade, with what the State
 * says, the network's evidence, and annexes. Idempotent by its key.
 * @throws 404, 403; 400 for recommendations that do not exist
 */
export async function makeReport(
  viewer: Viewer,
  { title, ids, key }: { title: string; ids: readonly string[]; key: string },
  locale: Locale,
): Promise<DocumentLink> {
  requireContributor(viewer);
  if (ids.length === 0 || ids.length > maxInReport) badRequest();
  const chosen: RecommendationShown[] = [];
  for (const id of ids) chosen.push(await findRecommendation(viewer, id, locale));
  const space = await findNetworkSpace(viewer);
  await requireSpaceWriter(viewer, space.id);
  const author = { authorId: viewer.personId, organisationId: voicesOf(viewer)[0] ?? null };
  return await inTransaction(async (tx) => {
    await holdRights(tx, viewer);
    const before = await tx.document.findFirst({
      where: { authorId: viewer.personId, idempotencyKey: key },
      select: { id: true, slug: true },
    });
    if (before) return before;
    const document = await createDocument(tx, {
      ...author,
      title,
      spaceId: space.id,
      idempotencyKey: key,
      themeIds: [...new Set(chosen.flatMap(({ themes }) => themes.map(({ id }) => id)))],
      content: skeletonOf(chosen, locale),
    });
    await recordEvent(tx, viewer, "document.begun", document.id);
    return document;
  });
}

/** The skeleton as a document. */
export function skeletonOf(chosen: readonly RecommendationShown[], locale: Locale): DocumentNode {
  const entries = chosen.flatMap((recommendation) =>
    recommendation.addressees.map((addressee) => ({ recommendation, addressee })),
  );
  const authorities = [...new Set(entries.map(({ addressee }) => addressee.authority.name))].sort(
    (one, other) => one.localeCompare(other, "fr"),
  );
  const content: DocumentNode[] = [
    heading(2, texts(locale, "report.intro")),
    paragraph(texts(locale, "report.introWords")),
  ];
  for (const authority of authorities) {
    content.push(heading(2, authority));
    const asked = entries.filter(({ addressee }) => addressee.authority.name === authority);
    for (const grade of gradeOrder) {
      const graded = asked.filter(({ addressee }) => addressee.grade === grade);
      if (graded.length === 0) continue;
      const words =
        grade === "N"
          ? texts(locale, "report.ungraded")
          : `${grade} – ${texts(locale, `grade.${grade as "A"}`)}`;
      content.push(heading(3, words));
      for (const { recommendation, addressee } of graded)
        content.push(...entryOf(recommendation, addressee, locale));
    }
  }
  content.push(heading(2, texts(locale, "report.annexes")));
  const sources = [...new Set(chosen.map(({ source, url }) => (url ? `${source} – ${url}` : source)))];
  content.push({
    type: "bulletList",
    content: sources.map((source) => ({ type: "listItem", content: [paragraph(source)] })),
  });
  return { type: "doc", content };
}

function entryOf(given: RecommendationShown, addressee: AddresseeShown, locale: Locale): DocumentNode[] {
  const [assessment] = addressee.assessments;
  const [report] = addressee.reports;
  const evidence =
    assessment?.evidence.map(({ title, datedOn, url }) => [title, datedOn, url].filter(Boolean).join(", ")) ??
    [];
  return [
    { type: "blockquote", content: [paragraph(`${given.number}. ${given.translation ?? given.text}`)] },
    paragraph(
      `${texts(locale, `position.${addressee.position}`)} · ${texts(locale, `status.${addressee.status}`)}`,
    ),
    ...(report ? [paragraph(`${texts(locale, "report.state")} : ${report.words}`)] : []),
    ...(assessment ? [paragraph(assessment.reason)] : []),
    paragraph(
      evidence.length > 0
        ? `${texts(locale, "report.evidence")} : ${evidence.join(" ; ")}`
        : texts(locale, "report.noEvidence"),
    ),
  ];
}

const heading = (level: number, text: string): DocumentNode => ({
  type: "heading",
  attrs: { level },
  content: [{ type: "text", text }],
});
const paragraph = (text: string): DocumentNode => ({
  type: "paragraph",
  content: [{ type: "text", text: text.replace(/\s+/g, " ") }],
});
