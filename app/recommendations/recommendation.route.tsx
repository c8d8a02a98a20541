import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { listAuthorityNames } from "../authorities/authorities.server";
import { isSecretariat, mayWrite, voicesOf } from "../authorization/viewer";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import { localeOf } from "../i18n/locale.server";
import { today } from "../network/today.server";
import { namedMeta } from "../shell/page-meta";
import { themePath } from "../themes/themes";
import { Badge } from "../ui/badge";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Facts } from "../ui/facts";
import { Form } from "../ui/form";
import { Globe, Lock, Plus, Save } from "../ui/icons";
import { SelectField, TextArea } from "../ui/inputs";
import { Link } from "../ui/link";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Time } from "../ui/time";
import { AddresseeSection } from "./addressee-section";
import { changeFollowUp } from "./follow-up.server";
import { useMessages } from "./messages";
import { maxLengths, type RecommendationShown, recommendationPath } from "./recommendations";
import styles from "./recommendations.css?url";
import { findRecommendation } from "./recommendations.server";
import { followUpSchema } from "./recommendations-form.server";

export const links = () => [{ rel: "stylesheet", href: styles }];
export const handle = {
  messages: [
    "recommendations.page",
    "recommendations.matrix",
    "recommendations.status",
    "recommendations.position",
    "recommendations.grade",
    "recommendations.due",
    "authorities.sheet",
  ],
};
export const meta = namedMeta<{ recommendation: { number: number; source: string } }>(
  ({ recommendation: { number, source } }) => `${number} – ${source}`,
);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const recommendation = await findRecommendation(viewer, idFromAddress(args.params.recommendation), locale);
  const writes = mayWrite(viewer);
  return {
    recommendation,
    authorities: writes ? await listAuthorityNames(viewer) : [],
    writes,
    secretariat: isSecretariat(viewer),
    voice: voicesOf(viewer)[0] ?? null,
    day: await today(),
    key: newIdempotencyKey(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const id = idFromAddress(args.params.recommendation);
  const submission = await parseForm(args.request, followUpSchema);
  if (submission.status !== "success") {
    // Fields that people write have their message; others come from no page of the portal.
    const wrong = Object.keys(submission.error ?? {});
    const evidence = wrong.some((name) => name.startsWith("evidence"));
    if (!evidence && !wrong.some((name) => ["words", "reason", "action", "url"].includes(name))) badRequest();
    return data({ refused: evidence ? ("evidence" as const) : ("words" as const) }, { status: 400 });
  }
  const refused = await changeFollowUp(viewer, id, submission.value);
  if (refused) return data({ refused }, { status: 409 });
  return redirect(recommendationPath({ id: id ?? "" }));
}

export default function RecommendationRoute() {
  const loaded = useLoaderData<typeof loader>();
  const { recommendation: shown, authorities, writes, secretariat, key } = loaded;
  const answer = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/recommandations", label: t("page.crumb") }]}
        title={t("page.title", { number: shown.number })}
        state={
          <>
            <Badge>{t(`page.kind.${shown.kind}`)}</Badge>
            {shown.publishedAt && (
              <Badge tone="leaf" icon={Globe}>
                {t("page.public")}
              </Badge>
            )}
            {shown.demonstration && <Badge tone="ochre">{t("page.demonstration")}</Badge>}
          </>
        }
        meta={shown.source}
      />
      {answer?.refused && (
        <Notice tone="error" role="alert" title={t(`matrix.refused.${answer.refused}`)}>
          {t("matrix.refusedHelp")}
        </Notice>
      )}
      {shown.demonstration && <Notice tone="info">{t("page.demonstrationHelp")}</Notice>}
      <Words shown={shown} writes={writes} />
      <About shown={shown} />
      {shown.addressees.map((addressee) => (
        <AddresseeSection
          key={`${addressee.id} ${addressee.version}`}
          addressee={addressee}
          writes={writes}
          dissents={loaded.voice !== null}
          day={loaded.day}
          formKey={key}
        />
      ))}
      {writes && (
        <details className="disclosure">
          <summary>{t("page.addAddressee")}</summary>
          <Form method="post" className="form form-line" key={`addressee ${key}`} preventScrollReset>
            <input type="hidden" name="what" value="addressee" />
            <input type="hidden" name="key" value={key} />
            <SelectField
              name="authority"
              label={t("page.authority")}
              options={authorities.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <SubmitButton kind="plain" icon={Plus}>
              {t("page.add")}
            </SubmitButton>
          </Form>
        </details>
      )}
      {shown.letters.length > 0 && (
        <Section id="courrier" title={t("page.letters")}>
          <ul className="links">
            {shown.letters.map((letter) => (
              <li key={letter.id}>
                <Time at={letter.sentOn} look="short" /> · {letter.authority} · {letter.subject}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {secretariat && <Publication shown={shown} />}
    </div>
  );
}

/** The text as it was issued, and the network's French beside it. */
function Words({ shown, writes }: { shown: RecommendationShown; writes: boolean }) {
  const t = useMessages();
  return (
    <div className="sides">
      <section aria-labelledby="texte">
        <h2 id="texte" className="meta">
          {t("page.issued")}
        </h2>
        <p className="issued" dir="auto">
          {shown.text}
        </p>
      </section>
      {(shown.translation || writes) && (
        <section aria-labelledby="francais">
          <h2 id="francais" className="meta">
            {t("page.translation")}
          </h2>
          {shown.translation && (
            <p className="issued" lang="fr">
              {shown.translation}
            </p>
          )}
          {writes && (
            <details className="disclosure">
              <summary>{t(shown.translation ? "page.editTranslation" : "page.translate")}</summary>
              <Form method="post" className="form" preventScrollReset>
                <input type="hidden" name="what" value="translate" />
                <TextArea
                  name="translation"
                  label={t("page.translation")}
                  defaultValue={shown.translation ?? ""}
                  maxLength={maxLengths.text}
                  optional
                />
                <SubmitButton kind="plain" icon={Save}>
                  {t("page.save")}
                </SubmitButton>
              </Form>
            </details>
          )}
        </section>
      )}
    </div>
  );
}

function About({ shown }: { shown: RecommendationShown }) {
  const t = useMessages();
  const numbered = (each: { id: string; number: number }) => (
    <Link key={each.id} to={recommendationPath(each)}>
      {t("page.title", { number: each.number })}
    </Link>
  );
  const source = shown.url ? (
    <a href={shown.url} rel="noreferrer">
      {shown.symbol ?? shown.url}
    </a>
  ) : (
    shown.symbol
  );
  return (
    <Facts
      facts={[
        { term: t("page.body"), value: shown.body },
        { term: t("page.symbol"), value: source },
        { term: t("page.paragraph"), value: shown.paragraph },
        {
          term: t("page.session"),
          value: [shown.session, shown.cycle && t("page.cycle", { cycle: shown.cycle })]
            .filter(Boolean)
            .join(" · "),
        },
        { term: t("page.issuedOn"), value: shown.issuedOn },
        { term: t("page.states"), value: shown.states.join(", ") },
        {
          term: t("page.themes"),
          value:
            shown.themes.length > 0 &&
            shown.themes.map((theme) => (
              <Link key={theme.id} to={themePath(theme)}>
                {theme.name}{" "}
              </Link>
            )),
        },
        { term: t("page.groups"), value: shown.groups.join(", ") },
        { term: t("page.places"), value: shown.places.join(", ") },
        { term: t("page.goals"), value: shown.goals.join(", ") },
        {
          term: t("page.authors"),
          value:
            shown.authors.length > 0 &&
            shown.authors.map(({ id, slug, name }) => (
              <Link key={id} to={`/annuaire/${id}-${slug}`}>
                {name}{" "}
              </Link>
            )),
        },
        {
          term: t("page.dialogue"),
          value: shown.dialogue && (
            <Link to={`/dialogues/${shown.dialogue.id}-${shown.dialogue.slug}`}>{shown.dialogue.title}</Link>
          ),
        },
        { term: t("page.reiterates"), value: shown.reiterates && numbered(shown.reiterates) },
        {
          term: t("page.reiteratedBy"),
          value: shown.reiterations.length > 0 && shown.reiterations.map(numbered),
        },
      ]}
    />
  );
}

/** Publication is an act of its own, on one recommendation, and can be taken back. */
function Publication({ shown }: { shown: RecommendationShown }) {
  const t = useMessages();
  return (
    <Section id="publication" title={t("page.publication")}>
      <p>{t(shown.publishedAt ? "page.isPublic" : "page.notPublic")}</p>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="what" value={shown.publishedAt ? "unpublish" : "publish"} />
        <SubmitButton kind="plain" icon={shown.publishedAt ? Lock : Globe}>
          {t(shown.publishedAt ? "page.unpublish" : "page.publish")}
        </SubmitButton>
      </Form>
    </Section>
  );
}
