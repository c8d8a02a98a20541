import type { ReactNode } from "react";
import { Eye } from "./icons";
import type { Option } from "./inputs";

interface IndexEntry {
  /** The id of the section's heading. */
  id: string;
  title: string;
  /** A number that waits in the section. */
  count?: number;
}

interface FormSectionsProps {
  /** Label of the index, for screen readers. */
  label: string;
  sections: readonly IndexEntry[];
  children: ReactNode;
}

/** A long form or page of forms: sections as sheets, with an index beside them, or above them on a phone. */
export function FormSections({ label, sections, children }: FormSectionsProps) {
  return (
    <div className="form-sections">
      <nav className="form-index" aria-label={label}>
        <ul>
          {sections.map(({ id, title, count }) => (
            <li key={id}>
              <a href={`#${id}`}>
                {title}
                {count ? <span className="count fresh">{count}</span> : null}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="form-sheets">{children}</div>
    </div>
  );
}

/** The buttons of a long form, always in sight at the bottom. */
export function FormBar({ children }: { children: ReactNode }) {
  return <div className="form-bar">{children}</div>;
}

/** Short fields side by side where the width allows. */
export function FieldPair({ children }: { children: ReactNode }) {
  return <div className="field-pair">{children}</div>;
}

interface VisibilityFieldProps {
  name: string;
  /** For screen readers: "Qui voit « Sigle »". */
  label: string;
  defaultValue: string;
  options: readonly Option[];
  /** The field whose visibility it is. */
  children: ReactNode;
}

/** A field with its visibility on the line of its label. */
export function VisibilityField({ name, label, defaultValue, options, children }: VisibilityFieldProps) {
  return (
    <div className="visibility-field">
      {children}
      <span className="visibility">
        <Eye aria-hidden="true" />
        <select name={name} aria-label={label} title={label} defaultValue={defaultValue}>
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
