import { Badge } from "../ui/badge";
import { Row } from "../ui/rows";
import { Time } from "../ui/time";
import { useMessages } from "./messages";
import type { NoticeGroup, NoticeReason } from "./notices";

/** Reasons that ask something of the reader. */
const asking = new Set<NoticeReason>(["decide", "assigned", "deadline", "security"]);

/** The notices of one day about one thing: its name, and a line for each kind of event. */
export function NoticeGroupRow({ group: { thing, title, to, lines } }: { group: NoticeGroup }) {
  const t = useMessages();
  const reasons = [...new Set(lines.map(({ reason }) => reason))];
  return (
    <Row
      title={title ?? t(`thing.${thing}`)}
      to={to}
      level={3}
      unread={lines.some(({ read }) => !read)}
      kicker={title && t(`thing.${thing}`)}
      badges={reasons.map((reason) => (
        <Badge key={reason} tone={asking.has(reason) ? "ochre" : "neutral"}>
          {t(`reason.${reason}`)}
        </Badge>
      ))}
    >
      <ul>
        {lines.map(({ id, kind, count, at }) => (
          <li key={id}>
            {t(`kind.${kind}` as "kind.post.written", { count })} · <Time at={at} look="moment" />
          </li>
        ))}
      </ul>
    </Row>
  );
}
