import { useId } from "react";
import { useMessages } from "./messages";
import type { VoiceChoice } from "./writing";

interface VoiceFieldProps {
  voices: readonly VoiceChoice[];
  /** The address of the organisation the viewer last wrote for here. */
  last?: string;
}

/** The organisation to write for: text when there is one, a choice when the viewer belongs to several. */
export function VoiceField({ voices, last }: VoiceFieldProps) {
  const id = useId();
  const t = useMessages();
  const [only] = voices;
  if (!only) return <p className="write-voice meta">{t("voice.secretariat")}</p>;
  if (voices.length === 1) {
    return <p className="write-voice meta">{t("voice.only", { organisation: only.acronym ?? only.name })}</p>;
  }
  return (
    <p className="write-voice">
      <label htmlFor={id} className="meta">
        {t("voice.label")}
      </label>
      <select
        id={id}
        name="organisation"
        defaultValue={voices.find((voice) => last?.startsWith(voice.id))?.id}
      >
        {voices.map((voice) => (
          <option key={voice.id} value={voice.id}>
            {voice.acronym ?? voice.name}
          </option>
        ))}
      </select>
    </p>
  );
}
