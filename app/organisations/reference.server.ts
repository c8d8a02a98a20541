import { type Database, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import * as outbox from "../outbox/outbox.server";
import { organisationTypes } from "./organisation-types";
import { regions } from "./regions";

/** A network that has just been created starts from the same ground; called once at start. */
export function registerReferenceData(): void {
  outbox.subscribe("network.created", async () => {
    await inTransaction((tx) => createReferenceData(tx));
  });
}

/** Writes what every network of Niger starts from: the regions with their départements, the types of organisation. Written twice, it changes nothing. */
export async function createReferenceData(tx: Database): Promise<void> {
  await tx.region.createMany({
    data: regions.map(({ code, name, variants }, position) => ({
      code,
      name,
      variants: [...variants],
      position,
    })),
    skipDuplicates: true,
  });
  await tx.departement.createMany({
    data: regions.flatMap(({ code, places }) =>
      places.map(({ name, variants }) => ({ id: newId(), regionCode: code, name, variants: [...variants] })),
    ),
    skipDuplicates: true,
  });
  await tx.organisationType.createMany({
    data: organisationTypes.map(({ slug, label }, position) => ({ slug, label: { ...label }, position })),
    skipDuplicates: true,
  });
}
