import { defineConfig } from "prisma/config";

/** Only for Prisma's own command line; the portal reads its configuration in server/config.ts. */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_OWNER_URL ?? "" },
});
