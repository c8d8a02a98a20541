import { useEffect, useId } from "react";
import { Building2, UserRound, UsersRound } from "../ui/icons";
import type { MentionSuggestion } from "./mentions";
import { useMessages } from "./messages";
import { useMentionList } from "./use-mention-list";

const icons = { person: UserRound, organisation: Building2, everyone: UsersRound };

/** The list below a textarea of those whom one may mention: arrows and Enter, or a touch, choose. The focus stays in the text. */
export function MentionList({ field, path }: { field: string; path: string }) {
  const t = useMessages();
  const id = useId();
  const { open, choose, boxOf } = useMentionList(field, path);
  const active = open ? `${id}-${open.current}` : null;
  useEffect(() => {
    const box = boxOf();
    box?.setAttribute("aria-autocomplete", "list");
    if (active) {
      box?.setAttribute("aria-controls", id);
      box?.setAttribute("aria-activedescendant", active);
    } else {
      box?.removeAttribute("aria-controls");
      box?.removeAttribute("aria-activedescendant");
    }
  }, [boxOf, active, id]);
  return (
    <div className="mentions">
      <p className="hidden-text" role="status">
        {open && t("mention.found", { count: open.suggestions.length })}
      </p>
      {open && (
        <div id={id} className="mention-list" role="listbox" aria-label={t("mention.list")}>
          {open.suggestions.map((suggestion, index) => (
            <Suggestion
              key={suggestion.insert}
              id={`${id}-${index}`}
              suggestion={suggestion}
              chosen={index === open.current}
              onChoose={() => choose(suggestion)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface SuggestionProps {
  id: string;
  suggestion: MentionSuggestion;
  chosen: boolean;
  onChoose: () => void;
}

function Suggestion({ id, suggestion: { kind, name, hint }, chosen, onChoose }: SuggestionProps) {
  const t = useMessages();
  const Icon = icons[kind];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the textarea takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the textarea
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className="mention-choice"
      // A press would take the focus, and the keyboard of a phone with it.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <Icon aria-hidden="true" />
      <bdi>{kind === "everyone" ? t("mention.everyone") : name}</bdi>
      <span className="meta">{kind === "everyone" ? t("mention.everyoneHint") : hint}</span>
    </div>
  );
}
