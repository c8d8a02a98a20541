import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayWrite } from "../authorization/viewer";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import { today } from "../network/today.server";
import { readMatrix } from "../recommendations/matrix.server";
import { MatrixTable } from "../recommendations/matrix-table";
import matrixStyles from "../recommendations/recommendations.css?url";
import { namedMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Facts } from "../ui/facts";
import { Form } from "../ui/form";
import { Building2, Plus } from "../ui/icons";
import { TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { type AuthorityPage, authorityPath, type Letter, type Office } from "./authorities";
import { findAuthority } from "./authorities.server";
import { authorityActSchema } from "./authorities-form.server";
import { maxLengths } from "./correspondence";
import { changeAuthority } from "./correspondence.server";
import { LetterForm } from "./letter-form";
import { useMessages } from "./messages";

export const links = () => [{ rel: "stylesheet", href: matrixStyles }];
export const handle = {
  messages: [
    "authorities.sheet",
    "recommendations.matrix",
    "recommendations.status",
    "recommendations.position",
    "recommendations.due",
  ],
};
export const meta = namedMeta<{ authority: { name: string } }>(({ authority }) => authority.name);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const authority = await findAuthority(viewer, idFromAddress(args.params.organisation));
  const [asked, day] = await Promise.all([readMatrix(viewer, { authority: authority.id }, "fr"), today()]);
  return { authority, asked, day, writes: mayWrite(viewer), key: newIdempotencyKey() };
}

/** Adds an office, a holder or a letter. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const id = idFromAddress(args.params.organisation);
  const submission = await parseForm(args.request, authorityActSchema);
  if (submission.status !== "success") badRequest();
  await changeAuthority(viewer, id, submission.value);
  return redirect(authorityPath({ id: id ?? "", slug: "x" }));
}

export default function AuthorityRoute() {
  const { authority, asked, writes, day, key } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[
          { to: "/autorites", label: t("sheet.crumb") },
          ...authority.parents.map((parent) => ({ to: authorityPath(parent), label: parent.name })),
        ]}
        title={authority.name}
        state={
          authority.silence !== null && (
            <Badge tone={authority.silence > 30 ? "alert" : "ochre"}>
              {t("sheet.silent", { days: authority.silence })}
            </Badge>
          )
        }
        lead={authority.mission}
        actions={
          <ButtonLink icon={Building2} to={`/annuaire/${authority.id}-${authority.slug}`}>
            {t("sheet.directory")}
          </ButtonLink>
        }
      />
      <Facts
        facts={[
          { term: t("sheet.acronym"), value: authority.acronym },
          { term: t("sheet.formerNames"), value: authority.formerNames.join(", ") },
          { term: t("sheet.below"), value: authority.children.length > 0 && <Below authority={authority} /> },
        ]}
      />
      <Section id="demandes" title={t("sheet.asked", { count: asked.total })}>
        {asked.rows.length === 0 ? (
          <p>{t("sheet.nothingAsked")}</p>
        ) : (
          <MatrixTable rows={asked.rows} hide="authority" />
        )}
        {asked.next && (
          <p>
            <Link to={`/recommandations?autorite=${authority.id}`}>{t("sheet.allAsked")}</Link>
          </p>
        )}
      </Section>
      <Section id="courrier" title={t("sheet.letters")}>
        {authority.letters.length === 0 ? (
          <p>{t("sheet.noLetter")}</p>
        ) : (
          <Rows label={t("sheet.letters")}>
            {authority.letters.map((letter) => (
              <LetterRow key={letter.id} letter={letter} />
            ))}
          </Rows>
        )}
        {writes && (
          <details className="disclosure">
            <summary>{t("sheet.newLetter")}</summary>
            <LetterForm formKey={key} offices={authority.offices} today={day} />
          </details>
        )}
      </Section>
      <Section id="postes" title={t("sheet.offices")}>
        <Rows label={t("sheet.offices")}>
          {authority.offices.map((office) => (
            <OfficeRow key={office.id} office={office} writes={writes} formKey={key} />
          ))}
        </Rows>
        {writes && (
          <Form method="post" className="form form-line" key={`office-${key}`} preventScrollReset>
            <input type="hidden" name="what" value="office" />
            <input type="hidden" name="key" value={key} />
            <TextField name="title" label={t("sheet.newOffice")} maxLength={maxLengths.title} required />
            <SubmitButton kind="plain" icon={Plus}>
              {t("sheet.addOffice")}
            </SubmitButton>
          </Form>
        )}
        <p className="meta">{t("sheet.internal")}</p>
      </Section>
    </div>
  );
}

const Below = ({ authority }: { authority: AuthorityPage }) => (
  <ul className="links">
    {authority.children.map((child) => (
      <li key={child.id}>
        <Link to={authorityPath(child)}>{child.name}</Link>
      </li>
    ))}
  </ul>
);

function LetterRow({ letter }: { letter: Letter }) {
  const t = useMessages();
  return (
    <Row
      title={letter.subject}
      kicker={
        <>
          <Badge tone={letter.kind === "written_reply" ? "leaf" : "neutral"}>
            {t(`sheet.kind.${letter.kind}`)}
          </Badge>
          <Time at={letter.sentOn} />
          {letter.office}
        </>
      }
      meta={[
        letter.sender && t("sheet.by", { name: letter.sender }),
        letter.proof && t("sheet.proved", { proof: letter.proof }),
      ]
        .filter(Boolean)
        .join(" · ")}
    >
      {letter.receivedOn && (
        <p>
          {t("sheet.received")} <Time at={letter.receivedOn} />
        </p>
      )}
      {letter.note && <p dir="auto">{letter.note}</p>}
      {letter.recommendations.length > 0 && (
        <p className="line">
          {letter.recommendations.map(({ id, number }) => (
            <Link key={id} to={`/recommandations/${id}`}>
              {t("sheet.about", { number })}
            </Link>
          ))}
        </p>
      )}
    </Row>
  );
}

function OfficeRow({ office, writes, formKey }: { office: Office; writes: boolean; formKey: string }) {
  const t = useMessages();
  return (
    <Row
      title={office.title}
      badges={
        office.silence !== null && (
          <Badge tone={office.silence > 30 ? "alert" : "ochre"}>
            {t("sheet.silent", { days: office.silence })}
          </Badge>
        )
      }
    >
      {office.holders.length > 0 && (
        <ol className="links">
          {office.holders.map(({ id, name, from, until }) => (
            <li key={id}>
              {name} {from && <Time at={from} look="short" />}
              {until && " – "}
              {until && <Time at={until} look="short" />}
            </li>
          ))}
        </ol>
      )}
      {writes && (
        <details className="disclosure">
          <summary>{t("sheet.newHolder")}</summary>
          <Form method="post" className="form form-line" key={`holder-${formKey}`} preventScrollReset>
            <input type="hidden" name="what" value="holder" />
            <input type="hidden" name="key" value={formKey} />
            <input type="hidden" name="office" value={office.id} />
            <TextField name="name" label={t("sheet.holder")} maxLength={maxLengths.holder} required />
            <TextField type="date" name="from" label={t("sheet.from")} optional />
            <SubmitButton kind="plain" icon={Plus}>
              {t("sheet.addHolder")}
            </SubmitButton>
          </Form>
        </details>
      )}
    </Row>
  );
}
