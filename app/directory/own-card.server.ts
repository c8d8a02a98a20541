import { recordEvent } from "../audit/record-event.server";
import type { Viewer } from "../authorization/viewer";
import { db, inTransaction } from "../db/database.server";
import { learnWords } from "../organisations/index.server";
import { now } from "../services/services.server";
import { defaultRanks } from "./people-query";
import type { OwnCard } from "./people-query-form.server";

/** The viewer's own card in the directory, with the visibility of each part. */
export async function findOwnCard(viewer: Viewer): Promise<OwnCard & { name: string; email: string }> {
  const { name, email, card, ...person } = await db.person.findUniqueOrThrow({
    where: { id: viewer.personId },
    include: { card: { include: { themes: { include: { theme: true } } } } },
  });
  return {
    name,
    email,
    function: person.function ?? "",
    reach: card?.reach ?? "",
    phone: card?.phone ?? "",
    languages: (card?.languages ?? []) as OwnCard["languages"],
    themes: card?.themes.map(({ theme }) => theme.slug) ?? [],
    nameRank: card?.nameRank ?? defaultRanks.name,
    functionRank: card?.functionRank ?? defaultRanks.function,
    topicsRank: card?.topicsRank ?? defaultRanks.topics,
    reachRank: card?.reachRank ?? defaultRanks.reach,
    emailRank: card?.emailRank ?? defaultRanks.email,
    phoneRank: card?.phoneRank ?? defaultRanks.phone,
  };
}

/** Saves a person's card. It affects all later searches at once. */
export async function saveOwnCard(
  viewer: Viewer,
  { function: role, themes, ...card }: OwnCard,
): Promise<void> {
  const { personId } = viewer;
  const columns = { ...card, reach: card.reach || null, phone: card.phone || null, updatedAt: now() };
  await inTransaction(async (tx) => {
    const known = await tx.theme.findMany({ where: { slug: { in: themes } }, select: { id: true } });
    const { name } = await tx.person.update({ where: { id: personId }, data: { function: role || null } });
    await tx.personCard.upsert({
      where: { personId },
      create: { personId, ...columns },
      update: columns,
    });
    await tx.personTheme.deleteMany({ where: { personId } });
    await tx.personTheme.createMany({ data: known.map(({ id }) => ({ personId, themeId: id })) });
    // Only words visible to the whole network enter the spelling list, because the list is shared.
    if (card.nameRank === 1) await learnWords(tx, [name, card.functionRank === 1 ? role : ""].join(" "), 1);
    await recordEvent(tx, { personId }, "card.changed", personId);
  });
}
