import { withClient } from "../../server/postgres";

/**
 * While `work` runs, the database refuses to change or delete this row of a table, as it does where a row is damaged or a lock
 * is never given back.
 */
export async function whileRefusing(
  ownerUrl: string,
  { table, id }: { table: string; id: string },
  work: () => Promise<unknown>,
): Promise<void> {
  await withClient(ownerUrl, async (owner) => {
    const name = owner.escapeIdentifier(table);
    await owner.query(`
      CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
      CREATE TRIGGER refuse_row BEFORE UPDATE OR DELETE ON ${name} FOR EACH ROW
        WHEN (OLD."id" = ${owner.escapeLiteral(id)}::uuid) EXECUTE FUNCTION refuse_row()`);
    try {
      await work();
    } finally {
      await owner.query(`DROP TRIGGER refuse_row ON ${name}; DROP FUNCTION refuse_row()`);
    }
  });
}
