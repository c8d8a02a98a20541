/** The import rules between rooms. `tests/house/checks.test.ts` runs them. */

/**
 * Every folder of `app/`, lower to higher. A room imports only rooms above it in this list, types included; so there is no
 * circle. A lower room that needs a higher one publishes an outbox event, or offers a registration that
 * `app/portal.server.ts` calls. A new room is added here once; until then it may import nothing.
 */
const rooms = [
  "services",
  "db",
  "search-language",
  "http",
  "authorization",
  "i18n",
  "ui",
  "tables",
  "realtime",
  "outbox",
  "network",
  "audit",
  "personal-data",
  "accounts",
  "themes",
  "organisations",
  "directory",
  "membership",
  "mandates",
  "workspaces",
  "invitations",
  "writing",
  "files",
  "documents",
  "discussions",
  "people",
  "authorities",
  "recommendations",
  "dialogues",
  "notices",
  "secretariat",
  "search",
  "shell",
  "home",
  "pages",
];

const anyOf = (names) => `^app/(${names.join("|")})/`;
const notRooms = "\\.(route\\.tsx|test\\.tsx?)$";

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      comment: "Two files that need each other are one file, or one of them is at the wrong depth.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    ...rooms.slice(0, -1).map((room, position) => ({
      name: `${room}-knows-no-later-room`,
      severity: "error",
      comment: "Route files may combine rooms; tests may import everything.",
      from: { path: anyOf([room]), pathNot: notRooms },
      to: { path: anyOf(rooms.slice(position + 1)) },
    })),
    {
      name: "every-room-is-in-the-order",
      severity: "error",
      comment: "A folder of app/ that the list above lacks would be held by no rule.",
      from: { path: "^app/[^/]+/", pathNot: [anyOf(rooms), "\\.test\\.tsx?$"] },
      to: {},
    },
    {
      name: "rooms-do-not-know-the-portal",
      severity: "error",
      from: { path: anyOf(rooms), pathNot: "\\.test\\.tsx?$" },
      to: { path: "^app/[^/]+$" },
    },
    {
      name: "ui-knows-only-languages",
      severity: "error",
      from: { path: "^app/ui/", pathNot: notRooms },
      to: { path: "^app/", pathNot: "^app/(ui|i18n)/" },
    },
    {
      name: "nothing-imports-a-route",
      severity: "error",
      from: { pathNot: "\\.test\\.tsx?$" },
      to: { path: "\\.route\\.tsx$" },
    },
    {
      name: "only-server-files-know-the-database",
      severity: "error",
      comment: "Queries live in *.server.ts; types of the generated client may travel nowhere else either.",
      from: { path: "^app/", pathNot: "\\.(server\\.tsx?|test\\.tsx?)$|^app/db/generated/" },
      to: { path: "^app/db/((database|client|prepared-queries|transaction|errors)\\.server|generated/)" },
    },
    {
      name: "zod-stays-on-the-server",
      severity: "error",
      comment:
        "The browser loads what a page imports; schemas of forms live in *-form.server.ts. Route files build theirs for actions.",
      from: { path: "^app/", pathNot: "\\.(server\\.tsx?|test\\.tsx?|route\\.tsx)$" },
      to: { path: "node_modules/(zod|@conform-to/zod)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "routes-hold-no-prisma",
      severity: "error",
      from: { path: "\\.route\\.tsx$" },
      to: { path: "^app/db/|@prisma/|^node_modules/pg/" },
    },
    {
      name: "server-reaches-rooms-only-through-the-build",
      severity: "error",
      from: { path: "^server/", pathNot: "\\.test\\.ts$" },
      to: { path: "^app/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "the-app-knows-no-process",
      severity: "error",
      from: { path: "^app/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(server|tests)/" },
    },
    {
      name: "only-the-portal-loads-the-demonstration",
      severity: "error",
      from: { path: "^app/", pathNot: "^app/portal\\.server\\.ts$|\\.test\\.tsx?$" },
      to: { path: "^prisma/demo/" },
    },
    {
      name: "no-development-package-in-production",
      severity: "error",
      from: {
        path: "^(app|server)/",
        pathNot: "\\.test\\.tsx?$|^server/(bootstrap|development|commands/dev|postgres/fixtures)",
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "@types/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^build/|^app/db/generated/(?!client)|\\?url$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
