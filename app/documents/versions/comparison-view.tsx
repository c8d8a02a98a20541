import type { ReactNode } from "react";
import { useMessages } from "../messages";
import type { AttributeChange, Difference, Passage } from "./comparison";
import { blockOf, MarkedWords, NodeView } from "./node-view";

/** Which side of a comparison is shown; both in one text when it is missing. */
type Side = "before" | "after";

interface ComparisonViewProps {
  differences: readonly Difference[];
  /** The two texts beside each other, on a wide screen. */
  sideBySide: boolean;
}

/** The differences of two versions: what was added and removed is said in words too, not only by colour. */
export function ComparisonView({ differences, sideBySide }: ComparisonViewProps) {
  return (
    <div className={sideBySide ? "compared side-by-side" : "compared"}>
      {differences.map(sideBySide ? sidesAt : blockAt())}
    </div>
  );
}

/* The differences of one comparison never change order, so their index is their key. */
const blockAt = (side?: Side) => (difference: Difference, place: number) => (
  <Block key={place} difference={difference} side={side} />
);
const sidesAt = (difference: Difference, place: number) =>
  difference.state === "same" ? (
    <Block key={place} difference={difference} />
  ) : (
    <Sides key={place} difference={difference} />
  );
const wordsAt = (side?: Side) => (passage: Passage, place: number) => (
  <Words key={place} passage={passage} side={side} />
);

function Sides({ difference }: { difference: Difference }) {
  const t = useMessages();
  return (
    <div className="compared-pair">
      {(["before", "after"] as const).map((side) => (
        <div key={side} className="compared-side">
          <p className="compared-side-name meta">{t(`compare.side.${side}`)}</p>
          {isOn(difference, side) ? (
            <Block difference={difference} side={side} />
          ) : (
            <p className="meta">{t("compare.side.nothing")}</p>
          )}
        </div>
      ))}
    </div>
  );
}

const isOn = ({ state }: Difference, side: Side): boolean =>
  state !== (side === "before" ? "added" : "removed");

function Block({ difference, side }: { difference: Difference; side?: Side }) {
  const t = useMessages();
  switch (difference.state) {
    case "same":
      return <SameRun difference={difference} />;
    case "added":
    case "removed": {
      const Change = difference.state === "added" ? "ins" : "del";
      return wrapped(
        difference.block.type,
        <Change className="compared-block">
          <span className="hidden-text">{t(`compare.said.${difference.state}`)} </span>
          <NodeView node={difference.block} />
        </Change>,
      );
    }
    case "changed":
      return wrapped(
        difference.block.type,
        <div className="compared-block changed">
          {side !== "before" && <Attributes changes={difference.attributes} />}
          {blockOf(difference.block, <Inside difference={difference} side={side} />)}
        </div>,
      );
  }
}

/** Items, rows and cells stay inside an element that may contain them. */
function wrapped(type: string, content: JSX.Element): JSX.Element {
  if (type === "listItem" || type === "taskItem") return <li className="compared-item">{content}</li>;
  if (type === "tableRow") {
    return (
      <tr>
        <td className="compared-row">{content}</td>
      </tr>
    );
  }
  if (type === "tableCell" || type === "tableHeader") return <td>{content}</td>;
  return content;
}

interface ChangedProps {
  difference: Extract<Difference, { state: "changed" }>;
  side?: Side;
}

function Inside({ difference: { passages, inside }, side }: ChangedProps) {
  const seen = (state: Difference["state"] | Passage["state"]) =>
    side === undefined || state !== (side === "before" ? "added" : "removed");
  return (
    <>
      {passages?.filter(({ state }) => seen(state)).map(wordsAt(side))}
      {inside?.filter(({ state }) => seen(state)).map(blockAt(side))}
    </>
  );
}

function Words({ passage: { state, text, marks, before }, side }: { passage: Passage; side?: Side }) {
  const t = useMessages();
  const words = <MarkedWords text={text} marks={side === "before" ? (before ?? marks) : marks} />;
  if (state === "same") return words;
  const said = <span className="hidden-text">{t(`compare.said.${state}`)} </span>;
  if (state === "restyled") {
    return (
      <mark className="restyled" title={t("compare.said.restyled")}>
        {said}
        {words}
      </mark>
    );
  }
  const Change = state === "added" ? "ins" : "del";
  return (
    <Change>
      {said}
      {words}
    </Change>
  );
}

function Attributes({ changes }: { changes: readonly AttributeChange[] }) {
  const t = useMessages();
  if (changes.length === 0) return null;
  const known = ["type", "level", "start"];
  return (
    <p className="meta compared-form">
      {changes.map(({ name, before, after }) => (
        <span key={name}>
          {t("compare.form", {
            name: known.includes(name) ? name : "other",
            before: name === "type" ? t("compare.kind", { kind: before }) : before || "–",
            after: name === "type" ? t("compare.kind", { kind: after }) : after || "–",
          })}
        </span>
      ))}
    </p>
  );
}

/** A run of equal blocks: its ends, for orientation, and how many are between them. */
function SameRun({
  difference: { count, first, last },
}: {
  difference: Extract<Difference, { state: "same" }>;
}) {
  const t = useMessages();
  const between: ReactNode = count > 2 && (
    <p className="compared-gap meta">{t("compare.same", { count: count - 2 })}</p>
  );
  const isPart = ["listItem", "taskItem", "tableRow", "tableCell", "tableHeader"].includes(first.type);
  if (isPart) {
    return (
      <>
        <NodeView node={first} />
        {count > 2 &&
          wrapped(first.type, <p className="compared-gap meta">{t("compare.same", { count: count - 2 })}</p>)}
        {last && <NodeView node={last} />}
      </>
    );
  }
  return (
    <>
      <NodeView node={first} />
      {between}
      {last && <NodeView node={last} />}
    </>
  );
}
