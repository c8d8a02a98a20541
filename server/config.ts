import { z } from "zod";

/** What the operator sets, read once at start from the environment; nothing else reads it. */
export interface Config {
  port: number;
  /** The address the server listens on. */
  host: string;
  /** Where people reach the portal, without a trailing slash; absent means http://localhost:PORT. */
  publicUrl?: string;
  /** Proxies in front: how many hops, or their addresses, whose X-Forwarded-For is believed. */
  trustProxy: boolean | number | string;
  /** A PostgreSQL server of the operator's; absent means the embedded one in the data folder. */
  databaseUrl?: string;
  /** The owner's connection, for migrations only. */
  databaseOwnerUrl?: string;
  dataDir: string;
  smtpUrl?: string;
  mailFrom?: string;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

/** A setting that cannot be used; its message names the variable and says what would be right. */
export class ConfigError extends Error {}

const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must look like postgresql://user:password@host:5432/name",
});

const environment = z.object({
  PORT: z.coerce.number("must be a number").int().min(0).max(65_535).default(3000),
  HOST: z.string().default("localhost"),
  PUBLIC_URL: z.string().transform(readPublicUrl).optional(),
  TRUST_PROXY: z.string().default("").transform(readTrustProxy),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATA_DIR: z.string().default("data"),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "must look like smtps://user:password@mail.example:465" })
    .optional(),
  MAIL_FROM: z.string().optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

/**
 * Reads and checks the configuration.
 * @throws ConfigError with one line per wrong variable.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const read = environment.safeParse(given);
  if (!read.success) {
    throw new ConfigError(
      read.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("\n"),
    );
  }
  const { data } = read;
  if (data.DATABASE_OWNER_URL && !data.DATABASE_URL) {
    throw new ConfigError("DATABASE_OWNER_URL is set without DATABASE_URL: set both, or neither.");
  }
  if (data.SMTP_URL && !data.MAIL_FROM) {
    throw new ConfigError(
      "MAIL_FROM is missing: with SMTP_URL, say which address the portal's mail comes from.",
    );
  }
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL,
    trustProxy: data.TRUST_PROXY,
    databaseUrl: data.DATABASE_URL,
    databaseOwnerUrl: data.DATABASE_OWNER_URL,
    dataDir: data.DATA_DIR,
    smtpUrl: data.SMTP_URL,
    mailFrom: data.MAIL_FROM,
    logLevel: data.LOG_LEVEL,
  };
}

/** True for the names under which only this machine reaches itself. */
export const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);

function readPublicUrl(value: string, context: z.RefinementCtx): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const problem = !url
    ? "must be an address such as https://portail.example"
    : url.protocol === "http:" && !isLoopback(url.hostname)
      ? "is plain http on an address others can reach: sign-in cookies and texts would travel readable by anyone on the line. Put the portal behind https, or use http://localhost"
      : !["http:", "https:"].includes(url.protocol)
        ? "must begin with https://"
        : url.pathname !== "/" || url.search || url.hash || url.username
          ? "must be only a scheme, a host and perhaps a port, without a path"
          : undefined;
  if (problem) context.addIssue({ code: "custom", message: problem });
  return url?.origin ?? value;
}

/** `true`, a number of hops, or addresses; express's own meanings. */
function readTrustProxy(value: string): boolean | number | string {
  if (value === "" || value === "false") return false;
  if (value === "true") return true;
  return /^\d+$/.test(value) ? Number(value) : value;
}
