import { type Database, inTransaction } from "../db/database.server";
import { newId } from "../db/ids.server";
import * as outbox from "../outbox/outbox.server";
import { organisationTypes } from "./organisation-types";
import { regions } from "./regions";

/** Creates the reference data of a new network; called once at start. */
export function registerReferenceData(): void {
  outbox.subscribe("network.created", async () => {
    await inTransaction((tx) => createReferenceData(tx));
  });
}

/** Writes the reference data of every network in Niger: regions, départements, organisation types. Idempotent. */
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
