import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { SelectField } from "../ui/inputs";
import { Link } from "../ui/link";
import { type LibraryQuery, type LibraryResult, libraryFacets, libraryPath } from "./library";
import { useMessages } from "./messages";

interface LibraryFiltersProps {
  query: LibraryQuery;
  facets: LibraryResult["facets"];
}

/** The facets of the library, each with its counts. */
export function LibraryFilters({ query, facets }: LibraryFiltersProps) {
  const t = useMessages();
  const shown = libraryFacets.filter((name) => facets[name].length > 0 || query[name]);
  if (shown.length === 0) return null;
  const labelOf = (name: (typeof shown)[number], value: string, label: string) => {
    if (name === "nature") return t(`kind.${value as "document"}`);
    return name === "langue" ? t(`language.${value as "fr"}`) : label;
  };
  return (
    <Form method="get" action="/bibliotheque" className="form" key={libraryPath(query)}>
      {query.q && <input type="hidden" name="q" value={query.q} />}
      {shown.map((name) => (
        <SelectField
          key={name}
          name={name}
          label={t(`library.facet.${name}`)}
          placeholder={t("library.any")}
          options={facets[name].map(({ value, label, count }) => ({
            value,
            label: `${labelOf(name, value, label)} (${count})`,
          }))}
          defaultValue={query[name]}
        />
      ))}
      <div className="line">
        <SubmitButton kind="plain">{t("library.apply")}</SubmitButton>
        {libraryFacets.some((name) => query[name]) && (
          <Link to={libraryPath({ q: query.q })}>{t("library.clear")}</Link>
        )}
      </div>
    </Form>
  );
}
