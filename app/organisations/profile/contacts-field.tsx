import { buttonClass } from "../../ui/button";
import { FieldPair } from "../../ui/form-sections";
import { TextField } from "../../ui/inputs";
import { useMessages } from "../messages";
import { Level } from "./level-field";
import type { Contact } from "./profile";
import { type ProfileFieldsProps, useErrors } from "./profile-form-props";

const blank: Contact = { name: "", function: "", email: "", phone: "" };

/** The contact persons, an empty one, and another on demand. */
export function ContactsField(props: ProfileFieldsProps) {
  const { sees, values, errors } = props;
  const t = useMessages();
  if (!sees.includes("contacts")) return null;
  const filled = [...values.contacts, blank];
  return (
    <Level {...props} field="contacts">
      <fieldset className="field">
        <legend>{t("field.contacts")}</legend>
        <p className="hint">{t("edit.contactsHint")}</p>
        {filled.map((contact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a form keep their places
          <ContactFields key={index} index={index} contact={contact} errors={errors} />
        ))}
        <details>
          <summary className={buttonClass({ kind: "quiet", small: true })}>{t("edit.oneMore")}</summary>
          <ContactFields index={filled.length} contact={blank} errors={errors} />
        </details>
      </fieldset>
    </Level>
  );
}

interface ContactFieldsProps {
  index: number;
  contact: Contact;
  errors: ProfileFieldsProps["errors"];
}

function ContactFields({ index, contact, errors: all }: ContactFieldsProps) {
  const t = useMessages();
  const errors = useErrors(all);
  const nth = { number: index + 1 };
  return (
    <div className="contact-line">
      <FieldPair>
        {(["name", "function", "phone", "email"] as const).map((part) => (
          <TextField
            key={part}
            id={`contact-${index}-${part}`}
            name={`contacts[${index}].${part}`}
            label={t(`contact.${part}`, nth)}
            defaultValue={contact[part]}
            errors={errors(`contacts[${index}].${part}`)}
            maxLength={160}
          />
        ))}
      </FieldPair>
    </div>
  );
}
