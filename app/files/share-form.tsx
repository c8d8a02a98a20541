import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Library } from "../ui/icons";
import { SelectField, TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { type LibraryAccess, libraryAccesses, libraryFilePath } from "./library";
import { useMessages } from "./messages";

interface Option {
  id: string;
  name: string;
}

export interface Sharing {
  themes: Option[];
  collections: Option[];
  current: {
    access: LibraryAccess;
    themeId: string | null;
    collectionId: string | null;
    position: number;
  } | null;
}

/** Shows the file in the library of the network: who finds it there is an explicit choice. */
export function ShareForm({ file, sharing }: { file: { id: string }; sharing: Sharing }) {
  const t = useMessages();
  const { themes, collections, current } = sharing;
  const optionsOf = (options: Option[]) => options.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form method="post" className="form" key={JSON.stringify(current)}>
      <input type="hidden" name="what" value="share" />
      {current && (
        <p>
          <Link to={libraryFilePath(file.id)}>{t("file.inLibrary")}</Link>
        </p>
      )}
      <SelectField
        name="access"
        label={t("file.shownTo")}
        hint={t("file.shownToHelp")}
        options={["none" as const, ...libraryAccesses].map((value) => ({
          value,
          label: t(`file.access.${value}`),
        }))}
        defaultValue={current?.access ?? "none"}
      />
      <SelectField
        name="theme"
        label={t("file.theme")}
        placeholder={t("file.unknown")}
        options={optionsOf(themes)}
        defaultValue={current?.themeId ?? ""}
        optional
      />
      {collections.length > 0 && (
        <>
          <SelectField
            name="collection"
            label={t("file.collection")}
            placeholder={t("file.noFolder")}
            options={optionsOf(collections)}
            defaultValue={current?.collectionId ?? ""}
            optional
          />
          <TextField
            name="position"
            label={t("file.position")}
            inputMode="numeric"
            defaultValue={current?.position || ""}
            maxLength={3}
            optional
          />
        </>
      )}
      <SubmitButton kind="plain" icon={Library}>
        {t("file.share")}
      </SubmitButton>
    </Form>
  );
}
