import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { addressOf, personPath } from "../http/addresses";
import { localeOf } from "../i18n/locale.server";
import { useValueWords } from "../organisations/custom-fields/fields-context";
import { MailLink, PhoneLink } from "../organisations/profile/profile-facts";
import { useVocabulary } from "../organisations/use-vocabulary";
import { pageMeta } from "../shell/page-meta";
import { Avatar } from "../ui/avatar";
import { ButtonLink } from "../ui/button";
import { Chips } from "../ui/chip";
import { Columns } from "../ui/columns";
import { Dotted } from "../ui/dotted";
import { EmptyState } from "../ui/empty-state";
import { Facet, Filters } from "../ui/facet";

import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { Pagination } from "../ui/pagination";
import { Row, Rows } from "../ui/rows";
import { useTimeWriter } from "../ui/time";
import { DirectoryNav } from "./directory-nav";
import { DirectorySearch } from "./directory-search";
import { Marked } from "./marked";
import { useMessages } from "./messages";
import { peoplePath } from "./people-query";
import { type PeopleQuery, readPeopleQuery } from "./people-query-form.server";
import { type FoundPerson, peoplePageSize, searchPeople } from "./people-search.server";

export const handle = {
  messages: [
    "directory.list",
    "directory.people",
    "organisations.language",
    "organisations.relation",
    "organisations.group",
    "organisations.custom",
  ],
};
export const meta = pageMeta("directory.people.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const query = readPeopleQuery(new URL(args.request.url).searchParams);
  const result = await searchPeople(viewer, query, await localeOf(args.request, viewer.locale));
  return { query, result, pageSize: peoplePageSize };
}

const names = ["theme", "langue"] as const;

export default function PeoplePage() {
  const { query, result, pageSize } = useLoaderData<typeof loader>();
  const t = useMessages();
  const labels = useFacetLabels(result.facets);
  const words = useValueWords();
  const ofFields = result.customFacets.flatMap(({ kind, label, values }) =>
    values
      .filter(({ chosen }) => chosen)
      .map(({ value, label: text }) => ({
        label: t("list.chip", { facet: label, value: text || words(kind, value.slice(2)) }),
        to: switchedField(query, value),
      })),
  );
  const named = names.flatMap((name) =>
    labels[name]
      .filter(({ checked }) => checked)
      .map(({ value, label }) => ({
        label: t("list.chip", { facet: t(`list.facet.${name}`), value: label }),
        to: switched(query, name, value),
      })),
  );
  const chips = [...named, ...ofFields];
  return (
    <>
      <PageHeader title={t("people.title")} lead={t("people.lead")} />
      <DirectoryNav q={query.q} people={result.total} />
      <DirectorySearch
        action="/annuaire/personnes"
        q={query.q}
        kept={([...names, "champ"] as const).flatMap((name) =>
          query[name].map((value): [string, string] => [name, value]),
        )}
        placeholder={t("people.placeholder")}
      />
      <Chips chips={chips} clearTo={peoplePath({ ...query, theme: [], langue: [], champ: [], page: 1 })} />
      <Columns
        asideFirst
        asideLabel={t("list.filters")}
        aside={
          <Filters active={chips.length}>
            {names.map((name) =>
              labels[name].length > 0 ? (
                <Facet
                  key={name}
                  name={name}
                  title={t(`list.facet.${name}`)}
                  options={labels[name].map((option) => ({
                    ...option,
                    to: switched(query, name, option.value),
                  }))}
                />
              ) : null,
            )}
            {result.customFacets.map(({ code, kind, label, values }) => (
              <Facet
                key={code}
                name={code}
                title={label}
                options={values.map(({ value, label: text, count, chosen }) => ({
                  value,
                  count,
                  checked: chosen,
                  label: text || words(kind, value.slice(2)),
                  to: switchedField(query, value),
                }))}
              />
            ))}
          </Filters>
        }
      >
        <p role="status" className="meta number">
          {t("people.count", { count: result.total })}
        </p>
        {result.total === 0 ? (
          <EmptyState
            drawing="people"
            title={t("people.nothing")}
            actions={<ButtonLink to="/annuaire/ma-fiche">{t("people.ownCard")}</ButtonLink>}
          >
            <p>{t("people.nothingHelp")}</p>
          </EmptyState>
        ) : (
          <Rows label={t("people.title")}>
            {result.found.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </Rows>
        )}
        <Pagination
          page={query.page}
          pageSize={pageSize}
          total={result.total}
          toPage={(page) => peoplePath({ ...query, page })}
        />
      </Columns>
    </>
  );
}

function useFacetLabels(facets: Awaited<ReturnType<typeof searchPeople>>["facets"]) {
  const { languageLabel } = useVocabulary();
  const option = (label: (value: string) => string) => (each: (typeof facets)["theme"][number]) => ({
    value: each.value,
    count: each.count,
    checked: each.chosen,
    label: each.label || label(each.value),
  });
  return { theme: facets.theme.map(option(String)), langue: facets.langue.map(option(languageLabel)) };
}

function switched(query: PeopleQuery, name: (typeof names)[number], value: string): string {
  const values = query[name].includes(value)
    ? query[name].filter((other) => other !== value)
    : [...query[name], value];
  return peoplePath({ ...query, [name]: values, page: 1 });
}

function switchedField(query: PeopleQuery, value: string): string {
  const champ = query.champ.includes(value)
    ? query.champ.filter((other) => other !== value)
    : [...query.champ, value];
  return peoplePath({ ...query, champ, page: 1 });
}

function PersonRow({ person }: { person: FoundPerson }) {
  const { name, organisations, themes, languages, reach, email, phone } = person;
  const words = useValueWords();
  const writeTime = useTimeWriter();
  const { languageLabel } = useVocabulary();
  const t = useMessages();
  return (
    <Row
      avatar={<Avatar name={name} picture={person.picture} />}
      title={<Marked parts={person.markedName} />}
      to={personPath(person.id)}
      level={2}
      meta={
        <Dotted
          parts={[
            ...organisations.map((organisation) => (
              <Link key={organisation.id} to={`/annuaire/${addressOf(organisation)}`}>
                {organisation.name}
              </Link>
            )),
            themes.join(", "),
            languages.map(languageLabel).join(", "),
          ]}
        />
      }
    >
      {person.function && <Marked parts={person.markedFunction} />}
      {person.custom.length > 0 && (
        <p className="dotted">
          {person.custom.map(({ key, kind, label, value }) => (
            <span key={key}>
              {t("people.custom", {
                field: label,
                value: kind === "date" ? writeTime(value, "day") : words(kind, value),
              })}
            </span>
          ))}
        </p>
      )}
      {reach && (
        <p>
          {t("people.reach")} {reach}
        </p>
      )}
      {(email || phone) && (
        <p className="line">
          {phone && <PhoneLink number={phone} />}
          {email && <MailLink address={email} />}
        </p>
      )}
    </Row>
  );
}
