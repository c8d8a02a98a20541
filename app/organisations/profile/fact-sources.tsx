import { SourceMark } from "../../ui/source-mark";
import type { SourcedField } from "../organisations";
import type { ProfilePage } from "./profile";

interface FactSourcesProps {
  organisation: Pick<ProfilePage, "sources" | "uncertain">;
  field: SourcedField;
}

/** Source numbers after a fact, and whether it is unverified. */
export function FactSources({ organisation: { sources, uncertain }, field }: FactSourcesProps) {
  return (
    <>
      {sources.map(({ url, note, fields }, index) =>
        fields.includes(field) ? (
          <SourceMark key={url} number={index + 1} href={url} source={note ? `${url} (${note})` : url} />
        ) : null,
      )}
      {uncertain.includes(field) && <SourceMark toVerify />}
    </>
  );
}
