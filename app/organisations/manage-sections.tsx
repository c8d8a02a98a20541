import { Badge } from "../ui/badge";
import { ButtonLink, buttonClass, SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Form } from "../ui/form";
import { FieldPair } from "../ui/form-sections";
import { FileUp, Globe, GlobeLock, Plus } from "../ui/icons";
import { SelectField, TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { useMessages } from "./messages";

interface ListedType {
  slug: string;
  fr: string;
  en: string;
  /** Number of records of this type. */
  count: number;
}

interface ImportSectionProps {
  imports: readonly { id: string; fileName: string; at: string; state: "open" | "written" | "undone" }[];
}

/** Reading a file into the directory, and the recent imports. */
export function ImportSection({ imports }: ImportSectionProps) {
  const t = useMessages();
  return (
    <Section id="import" title={t("import.title")}>
      <p className="prose">{t("import.lead")}</p>
      <form method="post" encType="multipart/form-data" className="stack">
        <div className="field">
          <label htmlFor="file">{t("import.file")}</label>
          <p className="hint" id="file-hint">
            {t("import.fileHint")}
          </p>
          <input
            id="file"
            name="file"
            type="file"
            required
            accept=".csv,.xlsx,.txt,.tsv"
            aria-describedby="file-hint"
          />
        </div>
        <SubmitButton icon={FileUp}>{t("import.read")}</SubmitButton>
      </form>
      {imports.length > 0 && (
        <>
          <h3>{t("import.recent")}</h3>
          <Rows label={t("import.recent")}>
            {imports.map(({ id, fileName, at, state }) => (
              <Row
                key={id}
                title={fileName}
                to={`/secretariat/annuaire/import/${id}`}
                meta={
                  <>
                    {t(`import.state.${state}`)} · <Time at={at} look="short" />
                  </>
                }
              />
            ))}
          </Rows>
        </>
      )}
    </Section>
  );
}

interface AddSectionProps {
  types: readonly ListedType[];
  /** The parent organisation was not found. */
  wrongParent: boolean;
}

/** A record without accounts. */
export function AddSection({ types, wrongParent }: AddSectionProps) {
  const t = useMessages();
  return (
    <Section id="ajouter" title={t("manage.add")}>
      <p className="prose">{t("manage.addLead")}</p>
      <Form method="post" className="stack">
        <input type="hidden" name="what" value="add" />
        <TextField name="name" label={t("field.name")} required minLength={2} maxLength={200} />
        <FieldPair>
          <TextField name="acronym" label={t("field.acronym")} maxLength={40} optional />
          <SelectField
            name="relation"
            label={t("manage.relation")}
            options={(["institution", "partner", "contact"] as const).map((value) => ({
              value,
              label: t(`manage.relation.${value}`),
            }))}
          />
        </FieldPair>
        <SelectField
          name="type"
          label={t("field.type")}
          defaultValue="structure-etatique"
          options={types.map(({ slug, fr }) => ({ value: slug, label: fr }))}
        />
        <TextField
          name="parent"
          label={t("field.parent")}
          hint={t("manage.parentHint")}
          errors={wrongParent ? [t("wrong.unknownName")] : undefined}
          maxLength={200}
          optional
        />
        <SubmitButton kind="plain" icon={Plus}>
          {t("manage.addSubmit")}
        </SubmitButton>
      </Form>
    </Section>
  );
}

/** The types of organisations, each with its form folded away. */
export function TypesSection({ types }: { types: readonly ListedType[] }) {
  const t = useMessages();
  return (
    <Section id="types" title={t("manage.types")}>
      <details>
        <summary className={buttonClass({ kind: "plain", small: true })}>
          {t("manage.showTypes", { count: types.length })}
        </summary>
        <Rows label={t("manage.types")}>
          {types.map((type) => (
            <Row
              key={type.slug}
              title={type.fr}
              meta={
                <span className="dotted number">
                  {type.en && type.en !== type.fr && <span lang="en">{type.en}</span>}
                  {type.count > 0 && <span>{t("manage.typeCount", { count: type.count })}</span>}
                </span>
              }
            >
              <details>
                <summary className={buttonClass({ kind: "quiet", small: true })}>
                  {t("manage.changeType", { type: type.fr })}
                </summary>
                <TypeForm {...type} />
              </details>
            </Row>
          ))}
        </Rows>
      </details>
      <details>
        <summary className={buttonClass({ kind: "quiet", small: true })}>{t("manage.addType")}</summary>
        <TypeForm slug="" fr="" en="" count={0} />
      </details>
    </Section>
  );
}

/** Labels of an organisation type, in both languages. */
function TypeForm({ slug, fr, en }: ListedType) {
  const t = useMessages();
  return (
    <Form method="post" className="stack details-form">
      <input type="hidden" name="what" value="type" />
      <input type="hidden" name="slug" value={slug} />
      <FieldPair>
        <TextField name="fr" label={t("manage.typeNameFr")} defaultValue={fr} required maxLength={80} />
        <TextField name="en" label={t("manage.typeNameEn")} defaultValue={en} maxLength={80} optional />
      </FieldPair>
      <SubmitButton kind="plain" small>
        {t("manage.keepType")}
      </SubmitButton>
    </Form>
  );
}

interface PublicSectionProps {
  publicSince: string | null;
  /** The viewer may open and close it. */
  opens: boolean;
  /** Number of organisations open to the public. */
  open: number;
}

/** The public page of the directory. */
export function PublicSection({ publicSince, opens, open }: PublicSectionProps) {
  const t = useMessages();
  return (
    <Section id="public" title={t("manage.public")}>
      <p className="line">
        <Badge tone={publicSince ? "leaf" : "neutral"}>
          {t(publicSince ? "manage.isOpen" : "manage.isClosed")}
        </Badge>
        <span className="meta">{t("manage.openCount", { count: open })}</span>
      </p>
      <p className="prose">{t("manage.publicLead")}</p>
      <div className="line">
        {opens && (
          <Form method="post">
            <input type="hidden" name="what" value="open" />
            <SubmitButton
              name="open"
              value={publicSince ? "no" : "yes"}
              kind="plain"
              icon={publicSince ? GlobeLock : Globe}
              small
            >
              {t(publicSince ? "manage.close" : "manage.open")}
            </SubmitButton>
          </Form>
        )}
        {publicSince && (
          <ButtonLink to="/annuaire-public" kind="quiet" small>
            {t("manage.seePublic")}
          </ButtonLink>
        )}
      </div>
    </Section>
  );
}
