import { isIP } from "node:net";
import { z } from "zod";

/** The operator's settings, read once at start from the environment; no other module reads the environment. */
export interface Config {
  port: number;
  /** The address to listen on; `localhost` means both loopback addresses. */
  host: string;
  /** The public URL, without a trailing slash; absent means http://localhost:PORT. */
  publicUrl?: string;
  /** Trusted proxies: a number of hops, or the addresses whose X-Forwarded-For is accepted. */
  trustProxy: boolean | number | string;
  /** URL of an external PostgreSQL; absent means the embedded one in the data folder. */
  databaseUrl?: string;
  /** The owner's connection, used only for migrations. */
  databaseOwnerUrl?: string;
  /** As given: a relative path is relative to the folder of the checkout. */
  dataDir: string;
  smtpUrl?: string;
  mailFrom?: string;
  /** The key file is read at start. */
  dkim?: { domain: string; selector: string; keyFile: string };
  /** The mailbox of answers to mails, and the address that leads there. */
  replies?: { imapUrl: string; address: string };
  /** An S3-compatible server for files; absent means the data folder. */
  s3?: { endpoint: string; bucket: string; accessKey: string; secretKey: string; region: string };
  /** The virus scanner clamd: host:port, or the path of its socket. */
  clamd?: string;
  logLevel: (typeof logLevels)[number];
}

/** An invalid setting; the message names the variable and the expected value. */
export class ConfigError extends Error {}

const logLevels = ["debug", "info", "warn", "error", "silent"] as const;

const port = z
  .string()
  .regex(/^\d{1,5}$/, "must be a number from 0 to 65535")
  .transform(Number)
  .refine((number) => number <= 65_535, "must be a number from 0 to 65535");

const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must look like postgresql://user:password@host:5432/name",
});

const hostName = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;
/** With a token it stays below the 64 characters that the part before the @ may have. */
const maxReplyAddress = 200;

const environment = z.object({
  PORT: port.default(3000),
  HOST: z
    .string()
    .regex(/^[^\s/]+$/, "must be an address of this machine, such as 127.0.0.1 or 0.0.0.0")
    .default("localhost"),
  PUBLIC_URL: z.string().transform(readPublicUrl).optional(),
  TRUST_PROXY: z.string().default("").transform(readTrustProxy),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATA_DIR: z.string().default("data"),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "must look like smtps://user:password@mail.example:465" })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>@]*<)?[^\s<>@]+@[^\s<>@]+>?$/, "must be a mail address, such as portail@reseau.example")
    .optional(),
  DKIM_DOMAIN: z.string().regex(hostName, "must be a domain, such as reseau.example").optional(),
  DKIM_SELECTOR: z.string().regex(hostName, "must be the name of a DNS record, such as portail").optional(),
  DKIM_KEY_FILE: z.string().optional(),
  IMAP_URL: z
    .url({ protocol: /^imaps?$/, error: "must look like imaps://user:password@mail.example:993" })
    .optional(),
  REPLY_ADDRESS: z
    .string()
    .max(maxReplyAddress, `must have at most ${maxReplyAddress} characters`)
    .regex(
      /^[a-z0-9._-]{1,30}@[a-z0-9.-]+$/,
      "must be a mail address in lower case, such as reponse@reseau.example",
    )
    .optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: "must look like https://s3.example" }).optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9.-]{3,63}$/, "must be the name of a bucket")
    .optional(),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  S3_REGION: z.string().default("us-east-1"),
  CLAMD: z
    .string()
    .regex(/^(\/.+|[^\s/]+:\d{1,5})$/, "must look like 127.0.0.1:3310, or be the path of its socket")
    .optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
});

/**
 * Reads and checks the configuration.
 * @param names the operator's names for settings that do not come from the environment (command-line options).
 * @throws ConfigError with one line per wrong variable.
 */
export function readConfig(
  env: Record<string, string | undefined>,
  names: Record<string, string> = {},
): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const read = environment.safeParse(given);
  if (!read.success) {
    const nameOf = (variable: string) => names[variable] ?? variable;
    throw new ConfigError(
      read.error.issues.map(({ path, message }) => `${nameOf(path.join("."))} ${message}`).join("\n"),
    );
  }
  refuseHalves(read.data);
  return configFrom(read.data);
}

type Environment = z.infer<typeof environment>;

/** Settings that are valid only together. */
function refuseHalves(read: Environment): void {
  if (read.DATABASE_OWNER_URL && !read.DATABASE_URL) {
    throw new ConfigError("DATABASE_OWNER_URL is set without DATABASE_URL: set both, or neither.");
  }
  if (read.SMTP_URL && !read.MAIL_FROM) {
    throw new ConfigError(
      "MAIL_FROM is missing: with SMTP_URL, say which address the portal's mail comes from.",
    );
  }
  const dkim = [read.DKIM_DOMAIN, read.DKIM_SELECTOR, read.DKIM_KEY_FILE];
  if (dkim.some(Boolean) && !dkim.every(Boolean))
    throw new ConfigError("DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE are valid only together.");
  if (!read.IMAP_URL !== !read.REPLY_ADDRESS)
    throw new ConfigError(
      "IMAP_URL and REPLY_ADDRESS are valid only together: the mailbox, and its address.",
    );
  if (read.IMAP_URL && !read.SMTP_URL)
    throw new ConfigError("SMTP_URL is missing: people can answer by mail only where mail is sent.");
  const s3 = [read.S3_ENDPOINT, read.S3_BUCKET, read.S3_ACCESS_KEY, read.S3_SECRET_KEY];
  if (s3.some((value) => value !== undefined) && s3.some((value) => value === undefined)) {
    throw new ConfigError("S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY: set all four, or none.");
  }
}

function configFrom(read: Environment): Config {
  return {
    port: read.PORT,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL,
    trustProxy: read.TRUST_PROXY,
    databaseUrl: read.DATABASE_URL,
    databaseOwnerUrl: read.DATABASE_OWNER_URL,
    dataDir: read.DATA_DIR,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    dkim:
      read.DKIM_DOMAIN && read.DKIM_SELECTOR && read.DKIM_KEY_FILE
        ? { domain: read.DKIM_DOMAIN, selector: read.DKIM_SELECTOR, keyFile: read.DKIM_KEY_FILE }
        : undefined,
    replies:
      read.IMAP_URL && read.REPLY_ADDRESS
        ? { imapUrl: read.IMAP_URL, address: read.REPLY_ADDRESS }
        : undefined,
    s3: s3From(read),
    clamd: read.CLAMD,
    logLevel: read.LOG_LEVEL,
  };
}

function s3From(read: Environment): Config["s3"] {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY, S3_REGION } = read;
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY || !S3_SECRET_KEY) return undefined;
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    accessKey: S3_ACCESS_KEY,
    secretKey: S3_SECRET_KEY,
    region: S3_REGION,
  };
}

/** True for the host names of the loopback interface. */
export const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);

function readPublicUrl(value: string, context: z.RefinementCtx): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const problem = url ? problemOf(url) : "must be an address such as https://portail.example";
  if (problem) context.addIssue({ code: "custom", message: problem });
  return url?.origin ?? value;
}

function problemOf(url: URL): string | undefined {
  if (!["http:", "https:"].includes(url.protocol)) return "must begin with https://";
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return "is plain http on an address others can reach: sign-in cookies and texts would travel readable by anyone on the line. Put the portal behind https, or use http://localhost";
  }
  const isMore = url.pathname !== "/" || url.search || url.hash || url.username || url.password;
  return isMore ? "must be only a scheme, a host and perhaps a port, without a path" : undefined;
}

const ranges = ["loopback", "linklocal", "uniquelocal"];

/** `true`, a number of hops, or addresses; the same meanings as express's `trust proxy`. */
function readTrustProxy(value: string, context: z.RefinementCtx): boolean | number | string {
  if (value === "" || value === "false") return false;
  if (value === "true") return true;
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const addresses = value.split(",").map((each) => each.trim());
  if (addresses.every((each) => ranges.includes(each) || isSubnet(each))) return addresses.join(", ");
  context.addIssue({
    code: "custom",
    message:
      "must be true, the number of proxies in front of the portal, or their addresses (10.0.0.0/8, 192.0.2.1, loopback)",
  });
  return false;
}

function isSubnet(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
