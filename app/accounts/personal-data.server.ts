import { actInRecord, type RoomPersonalData } from "../personal-data/registry.server";

/** The personal data of sign-in. An export lists that credentials exist, never their values. */
export const accountsPersonalData: RoomPersonalData = {
  holdings: [
    {
      table: "Person",
      column: "id",
      onErasure: "keep",
      fields: [
        "name",
        "email",
        "function",
        "role",
        "roleSince",
        "locale",
        "createdAt",
        "factorSince",
        "factorDue",
        "lockedAt",
      ],
    },
    {
      table: "Session",
      column: "personId",
      onErasure: "delete",
      fields: ["device", "createdAt", "lastSeenOn", "expiresAt"],
    },
    {
      table: "Passkey",
      column: "personId",
      onErasure: "delete",
      fields: ["name", "createdAt", "lastUsedOn"],
    },
    { table: "RecoveryCode", column: "personId", fields: [], onErasure: "delete" },
    { table: "secrets.totp", column: "person_id", fields: [], onErasure: "delete" },
    { table: "Ceremony", column: "personId", fields: ["kind", "expiresAt"], onErasure: "delete" },
    { table: "PasswordReset", column: "personId", fields: ["expiresAt"], onErasure: "delete" },
    { table: "KnownBrowser", column: "personId", fields: ["expiresAt"], onErasure: "delete" },
    { table: "Restoration", column: "personId", fields: ["kind", "expiresAt"], onErasure: "delete" },
    { table: "ErasureRequest", column: "personId", fields: ["createdAt"], onErasure: "delete" },
    {
      table: "AuditEntry",
      column: "personId",
      onErasure: "keep",
      fields: [
        "at",
        "action",
        "objectType",
        "details",
        ["network", `(SELECT a."network" FROM "AuditAddress" a WHERE a."entryId" = t."id")`],
      ],
    },
  ],
  exempt: [{ table: "Restoration", column: "requestedById", because: actInRecord }],
};
