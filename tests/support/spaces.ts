import { db } from "../../app/db/database.server";
import type { SpaceState, SpaceVisibility } from "../../app/db/generated/client";
import { newId } from "../../app/db/ids.server";

interface Wanted {
  visibility?: SpaceVisibility;
  state?: SpaceState;
  /** Its facilitator; by default an account that no test uses otherwise, so that the space has one. */
  facilitator?: string;
  name?: string;
}

/** A working group as it stands in the database. @returns its id. */
export async function makeSpace({
  visibility = "private",
  state = "active",
  facilitator,
  name = "Groupe d’essai",
}: Wanted) {
  const id = newId();
  const other = await db.person.findFirstOrThrow({ where: { email: { startsWith: "zinder" } } });
  await db.space.create({
    data: {
      id,
      kind: "working_group",
      slug: "groupe-d-essai",
      name,
      visibility,
      state,
      createdAt: new Date(),
      members: { create: { personId: facilitator ?? other.id, role: "facilitator", createdAt: new Date() } },
    },
  });
  return id;
}
