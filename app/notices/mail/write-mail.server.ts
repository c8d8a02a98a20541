import { createHash } from "node:crypto";
import { serverMessages } from "../../i18n/catalogues.server";
import { type MailMessage, settings as portal } from "../../services/services.server";
import type catalogue from "../messages.fr.json";
import { type NoticeReason, noticeReasons } from "../notices";
import { keyOf } from "../things.server";
import { excerptOf, isSmallEnough, type MailPart, wordsOf, writeHtml, writeText } from "./mail-body";
import type { ClaimedMail } from "./prepare.server";
import { replyAddressFor } from "./reply-address.server";
import { type ToldMail, type ToldNotice, threadOf } from "./told.server";
import { unsubscribeAddress } from "./unsubscribing.server";

const text = serverMessages<typeof catalogue>("notices");

/** How much a mail quotes; the next smaller amount is taken until the mail is small enough. */
const amounts = [
  { excerpt: 1_500, groups: 30 },
  { excerpt: 400, groups: 30 },
  { excerpt: 150, groups: 20 },
  { excerpt: 0, groups: 20 },
  { excerpt: 0, groups: 5 },
];

/** Writes a mail: the same words as plain text and as HTML, at most 20 kB. */
export async function writeMail(mail: ClaimedMail, told: ToldMail): Promise<MailMessage> {
  const isSecurity = told.notices.every(({ reason }) => reason === "security");
  const threadId = threadOf(told.notices);
  const quotesThread = threadId !== null && told.things.size > 0;
  const replyTo = quotesThread ? await replyAddressFor(mail.personId, threadId) : null;
  const stop = {
    all: await unsubscribeAddress({ personId: mail.personId, threadId: null }),
    thread: threadId && (await unsubscribeAddress({ personId: mail.personId, threadId })),
  };
  const subject = text(told.locale, isSecurity ? "mail.securitySubject" : "mail.subject", {
    network: told.network,
    count: eventsOf(told.notices),
  });
  const footer = isSecurity ? securityFooter(told) : footerOf(told, stop);
  for (const amount of amounts) {
    const parts = [...bodyOf(told, { isSecurity, ...amount }), ...answerHint(told, replyTo), footer];
    const [plain, html] = [writeText(parts), writeHtml(told.locale, subject, parts)];
    const isLast = amount === amounts.at(-1);
    if (!isLast && !isSmallEnough(plain, html)) continue;
    return {
      to: told.email,
      subject,
      text: plain,
      html,
      messageId: messageIdOf(mail.messageId),
      ...(replyTo && { replyTo }),
      ...threadHeaders(threadId),
      headers: headersOf(threadId, isSecurity ? null : (stop.thread ?? stop.all)),
    };
  }
  throw new Error("No amount was tried.");
}

const eventsOf = (notices: readonly ToldNotice[]): number =>
  notices.reduce((sum, { count }) => sum + count, 0);

const host = (): string => new URL(portal().publicUrl).hostname;
const messageIdOf = (words: string): string => `<${words}@${host()}>`;

/** The id to which all mails of a thread refer: derived from the thread's id, without a word of it. */
const rootIdOf = (threadId: string): string =>
  messageIdOf(`fil-${createHash("sha256").update(threadId).digest("hex").slice(0, 32)}`);

const threadHeaders = (threadId: string | null): Pick<MailMessage, "inReplyTo"> =>
  threadId ? { inReplyTo: rootIdOf(threadId) } : {};

function headersOf(threadId: string | null, stop: string | null): Record<string, string> {
  const list = threadId ? rootIdOf(threadId).slice(1).split("@")[0] : "notifications";
  return {
    "Auto-Submitted": "auto-generated",
    "List-Id": `<${list}.${host()}>`,
    ...(stop && {
      "List-Unsubscribe": `<${stop}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }),
  };
}

interface Amount {
  isSecurity: boolean;
  excerpt: number;
  groups: number;
}

function bodyOf(told: ToldMail, { isSecurity, excerpt, groups }: Amount): MailPart[] {
  const { locale, notices, things } = told;
  const lead = text(locale, isSecurity ? "mail.securityLead" : "mail.lead", { count: eventsOf(notices) });
  const parts: MailPart[] = [{ text: `${text(locale, "mail.hello")}\n\n${lead}` }];
  if (isSecurity) parts.push({ lines: notices.map((notice) => kindOf(told, notice)) });
  else if (things.size === 0) parts.push({ lines: linesByReason(told) });
  else parts.push(...groupsOf(told, excerpt, groups));
  const to = `${portal().publicUrl}${isSecurity ? "/compte" : "/notifications"}`;
  parts.push({ link: text(locale, isSecurity ? "mail.openAccount" : "mail.open"), to });
  return parts;
}

const kindOf = ({ locale }: ToldMail, { kind, count }: ToldNotice): string =>
  text(locale, `kind.${kind}` as keyof typeof catalogue, { count });

/** Neutral lines: how many events for each reason, the strongest first; only security says what happened. */
function linesByReason(told: ToldMail): string[] {
  const of = (reason: NoticeReason) => told.notices.filter((notice) => notice.reason === reason);
  return [...noticeReasons].reverse().flatMap((reason) => {
    if (reason === "security") return of(reason).map((notice) => kindOf(told, notice));
    const count = eventsOf(of(reason));
    const label = text(told.locale, `reason.${reason}`);
    return count > 0 ? [text(told.locale, "mail.byReason", { reason: label, count })] : [];
  });
}

/** By thing: its name, what happened, the new posts of a thread. What may not be named is counted by reason. */
function groupsOf(told: ToldMail, excerpt: number, maxGroups: number): MailPart[] {
  const { locale, notices, things, posts } = told;
  const named = notices.filter((notice) => !notice.confidential && things.get(keyOf(notice))?.title);
  const keys = [...new Set(named.map(keyOf))];
  const parts = keys.slice(0, maxGroups).flatMap((key): MailPart[] => {
    const own = named.filter((notice) => keyOf(notice) === key);
    const { title = "", to = "" } = things.get(key) ?? {};
    const quotes = excerpt > 0 ? (posts.get(own[0]?.thingId ?? "") ?? []) : [];
    return [
      { heading: title ?? "", detail: own.map((notice) => kindOf(told, notice)).join(" · ") },
      ...quotes.map(({ author, body }) => ({ by: author, quote: excerptOf(wordsOf(body), excerpt) })),
      { link: text(locale, "mail.openThing"), to: `${portal().publicUrl}${to}` },
    ];
  });
  const others = notices.filter((notice) => !named.includes(notice));
  if (keys.length > maxGroups)
    parts.push({ text: text(locale, "mail.more", { count: keys.length - maxGroups }) });
  if (others.length > 0) parts.push({ lines: linesByReason({ ...told, notices: others }) });
  return parts;
}

const answerHint = ({ locale }: ToldMail, replyTo: string | null): MailPart[] =>
  replyTo ? [{ text: text(locale, "mail.answer") }] : [];

function footerOf({ locale, settings }: ToldMail, stop: { all: string; thread: string | null }): MailPart {
  return {
    footer: [
      { text: text(locale, `mail.why.${settings.rhythm}`) },
      { text: text(locale, "mail.settings"), to: `${portal().publicUrl}/notifications/reglages` },
      ...(stop.thread ? [{ text: text(locale, "mail.stopThread"), to: stop.thread }] : []),
      { text: text(locale, "mail.stop"), to: stop.all },
    ],
  };
}

const securityFooter = ({ locale }: ToldMail): MailPart => ({
  footer: [{ text: text(locale, "mail.lock"), to: `${portal().publicUrl}/verrouillage` }],
});
