import { SubmitButton } from "../ui/button";
import { CheckboxField } from "../ui/choices";
import { Form } from "../ui/form";
import { ListFilter } from "../ui/icons";
import { SelectField, TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { type MatrixQuery, matrixGroups } from "./matrix";
import { useMessages } from "./messages";
import { grades, positions, statuses } from "./recommendations";

interface FiltersProps {
  query: MatrixQuery;
  lists: {
    authorities: readonly { id: string; name: string }[];
    themes: readonly { id: string; name: string }[];
    bodies: readonly string[];
  };
  /** Whether something is filtered. */
  active: boolean;
}

/** The filters of the table; they work without JavaScript. */
export function MatrixFilters({ query, lists, active }: FiltersProps) {
  const t = useMessages();
  const named = (values: readonly { id: string; name: string }[]) =>
    values.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <details className="disclosure" open={active}>
      <summary>{t("matrix.filters")}</summary>
      <Form method="get" action="/recommandations" className="facet-form" preventScrollReset>
        <TextField
          type="search"
          name="q"
          label={t("matrix.filter.words")}
          defaultValue={query.q}
          maxLength={100}
        />
        <SelectField
          name="autorite"
          label={t("matrix.filter.authority")}
          placeholder={t("matrix.filter.any")}
          defaultValue={query.authority}
          options={named(lists.authorities)}
        />
        <SelectField
          name="theme"
          label={t("matrix.filter.theme")}
          placeholder={t("matrix.filter.any")}
          defaultValue={query.theme}
          options={named(lists.themes)}
        />
        <SelectField
          name="source"
          label={t("matrix.filter.body")}
          placeholder={t("matrix.filter.any")}
          defaultValue={query.body}
          options={lists.bodies.map((body) => ({ value: body, label: body }))}
        />
        <SelectField
          name="statut"
          label={t("matrix.filter.status")}
          placeholder={t("matrix.filter.any")}
          defaultValue={query.status}
          options={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
        />
        <SelectField
          name="position"
          label={t("matrix.filter.position")}
          placeholder={t("matrix.filter.any")}
          defaultValue={query.position}
          options={positions.map((value) => ({ value, label: t(`position.${value}`) }))}
        />
        <SelectField
          name="note"
          label={t("matrix.filter.grade")}
          placeholder={t("matrix.filter.any")}
          defaultValue={query.grade}
          options={[...grades, "N" as const].map((value) => ({ value, label: t(`grade.${value}`) }))}
        />
        <SelectField
          name="tri"
          label={t("matrix.filter.order")}
          defaultValue={query.order ?? "number"}
          options={(["number", "due", "authority", "status"] as const).map((value) => ({
            value,
            label: t(`matrix.order.${value}`),
          }))}
        />
        <SelectField
          name="groupe"
          label={t("matrix.filter.group")}
          placeholder={t("matrix.filter.noGroup")}
          defaultValue={query.group}
          options={matrixGroups.map((value) => ({ value, label: t(`matrix.group.${value}`) }))}
        />
        <CheckboxField
          name="retard"
          value="oui"
          label={t("matrix.filter.late")}
          defaultChecked={query.late}
        />
        <SubmitButton kind="plain" icon={ListFilter}>
          {t("matrix.apply")}
        </SubmitButton>
        {active && <Link to="/recommandations">{t("matrix.reset")}</Link>}
      </Form>
    </details>
  );
}
