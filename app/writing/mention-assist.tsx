import { type FunctionComponent, useEffect, useState } from "react";

interface MentionAssistProps {
  /** The id of the textarea. */
  field: string;
  /** The address of the suggestions. */
  path: string;
}

/**
 * Opens a list of people and organisations when `@` is typed in a field; its code is loaded with the first `@`. Without
 * scripts the names are read when the form is sent. Needs the message group `writing.mention`.
 */
export function MentionAssist({ field, path }: MentionAssistProps) {
  const [list, setList] = useState<{ List: FunctionComponent<MentionAssistProps> }>();
  const loaded = list !== undefined;
  useEffect(() => {
    const box = document.getElementById(field);
    if (loaded || !(box instanceof HTMLTextAreaElement)) return;
    const load = () => {
      // Offline the code does not come: the names are read when the form is sent.
      if (box.value.includes("@"))
        void import("./mention-list").then(
          ({ MentionList }) => setList({ List: MentionList }),
          () => undefined,
        );
    };
    box.addEventListener("input", load);
    return () => box.removeEventListener("input", load);
  }, [field, loaded]);
  return list ? <list.List field={field} path={path} /> : null;
}
