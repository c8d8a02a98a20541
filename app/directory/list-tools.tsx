import { ButtonLink, buttonClass, SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { ExportForm } from "../ui/export-form";
import { Form } from "../ui/form";
import { Bookmark, Printer } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { SortMenu } from "../ui/sort-menu";
import { ViewSwitch } from "../ui/view-switch";
import { directoryPath, sorts, views } from "./directory-query";
import type { DirectoryQuery } from "./directory-query-form.server";
import { exportWeight } from "./export-weight";
import { useMessages } from "./messages";

interface ListToolsProps {
  query: DirectoryQuery;
  total: number;
}

/** Number of results, sort order and view. */
export function ListTools({ query, total }: ListToolsProps) {
  const t = useMessages();
  const sorted = query.q ? sorts : sorts.filter((sort) => sort !== "pertinence");
  return (
    <div className="list-tools meta">
      <p role="status" className="number">
        {t("list.count", { count: total })}
      </p>
      <SortMenu
        label={t("tools.tri")}
        choices={sorted.map((value) => ({
          to: directoryPath({ ...query, tri: value, page: 1 }),
          label: t(`tools.tri.${value}`),
          current: query.tri === value || (value === "nom" && !query.q && query.tri === "pertinence"),
        }))}
      />
      <ViewSwitch
        label={t("tools.vue")}
        choices={views.map((value) => ({
          to: directoryPath({ ...query, vue: value, page: 1 }),
          label: t(`tools.vue.${value}`),
          current: query.vue === value,
        }))}
      />
    </div>
  );
}

interface TakeAwayProps {
  query: DirectoryQuery;
  /** Number of results; without any there is no export. */
  total: number;
  formKey: string;
  exports: boolean;
  manages: boolean;
}

/** Actions on this list: save the search, print, export; for the secretariat, import. */
export function ExportSection({ query, total, formKey, exports, manages }: TakeAwayProps) {
  const t = useMessages();
  const exported = (format: string) => {
    const path = directoryPath({ ...query, page: 1 }, "/annuaire/export");
    return `${path}${path.includes("?") ? "&" : "?"}format=${format}`;
  };
  return (
    <Section id="emporter" title={t("tools.title")}>
      <div className="line">
        {total > 0 && (
          <ButtonLink to={directoryPath({ ...query, page: 1 }, "/annuaire/impression")} icon={Printer} small>
            {t("tools.print")}
          </ButtonLink>
        )}
        {total > 0 && exports && (
          <>
            <ExportForm action={exported("csv")} bytes={exportWeight("csv", total)} small>
              {t("tools.csv")}
            </ExportForm>
            <ExportForm action={exported("xlsx")} bytes={exportWeight("xlsx", total)} small>
              {t("tools.xlsx")}
            </ExportForm>
            <ExportForm action={exported("vcf")} bytes={exportWeight("vcf", total)} small>
              {t("tools.vcard")}
            </ExportForm>
          </>
        )}
        <ButtonLink to="/annuaire/recherches" icon={Bookmark} kind="quiet" small>
          {t("tools.saved")}
        </ButtonLink>
        {manages && (
          <ButtonLink to="/secretariat/annuaire" kind="quiet" small>
            {t("tools.manage")}
          </ButtonLink>
        )}
      </div>
      <details>
        <summary className={buttonClass({ kind: "plain", small: true })}>{t("tools.save")}</summary>
        <Form method="post" action="/annuaire/recherches" className="form">
          <input type="hidden" name="what" value="save" />
          <input type="hidden" name="key" value={formKey} />
          <input type="hidden" name="address" value={directoryPath(query)} />
          <TextField
            name="name"
            label={t("tools.saveName")}
            hint={t("tools.saveHint")}
            defaultValue={query.q}
            required
            maxLength={80}
          />
          <SubmitButton kind="plain" icon={Bookmark}>
            {t("tools.saveSubmit")}
          </SubmitButton>
        </Form>
      </details>
    </Section>
  );
}
