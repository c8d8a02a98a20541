import { Badge } from "../ui/badge";
import {
  Building2,
  Flag,
  type IconComponent,
  Landmark,
  ListChecks,
  MessagesSquare,
  ScrollText,
  ShieldCheck,
  UsersRound,
} from "../ui/icons";
import { Row } from "../ui/rows";
import { Time } from "../ui/time";
import { useMessages } from "./messages";
import type { NoticeGroup, NoticeReason, NoticeThing } from "./notices";

/** Reasons that ask something of the reader. */
const asking = new Set<NoticeReason>(["decide", "assigned", "deadline", "security"]);

const icons: Record<NoticeThing, IconComponent> = {
  thread: MessagesSquare,
  document: ScrollText,
  space: UsersRound,
  theme: Flag,
  organisation: Building2,
  account: ShieldCheck,
  secretariat: Landmark,
  recommendation: ListChecks,
};

/** What a line says: that a new post mentions the reader, or what happened. */
const wordsOf = (kind: string, reason: NoticeReason) =>
  reason === "mentioned" && kind !== "post.edited"
    ? "page.mentioned"
    : (`kind.${kind}` as "kind.post.written");

/** The notices of one day about one thing: its name, and a line for each kind of event. */
export function NoticeGroupRow({ group: { thing, title, to, lines } }: { group: NoticeGroup }) {
  const t = useMessages();
  const reasons = [...new Set(lines.map(({ reason }) => reason))];
  const Icon = icons[thing];
  return (
    <Row
      avatar={
        <span className="notice-thing">
          <Icon aria-hidden="true" />
        </span>
      }
      title={title ?? t(`thing.${thing}`)}
      to={to}
      level={3}
      unread={lines.some(({ read }) => !read)}
      badges={reasons.map((reason) => (
        <Badge key={reason} tone={asking.has(reason) ? "ochre" : "neutral"}>
          {t(`reason.${reason}`)}
        </Badge>
      ))}
    >
      <ul className="notice-lines">
        {lines.map(({ id, kind, reason, count, at, read }) => (
          <li key={id} className={read ? "was-read" : undefined}>
            <span>{t(wordsOf(kind, reason), { count })}</span>
            <Time at={at} look="clock" />
          </li>
        ))}
      </ul>
    </Row>
  );
}
