import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Download, Globe, Rss } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { Time } from "../ui/time";
import { statusTones } from "./matrix-table";
import { useMessages } from "./messages";
import { listPublicRecommendations, type PublicRecommendation } from "./public.server";

export const handle = {
  messages: [
    "recommendations.public",
    "recommendations.status",
    "recommendations.position",
    "recommendations.grade",
    "recommendations.due",
  ],
};
export const meta = pageMeta("recommendations.public.title");

/** The same for everybody: only what the secretariat published, recommendation by recommendation. */
export async function loader() {
  return { recommendations: await listPublicRecommendations() };
}

export default function PublicFollowUpPage() {
  const { recommendations } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        title={t("public.title")}
        lead={t("public.lead")}
        actions={
          recommendations.length > 0 && (
            <>
              <ButtonLink icon={Download} to="/suivi-public/donnees" reloadDocument>
                {t("public.csv")}
              </ButtonLink>
              <ButtonLink icon={Rss} kind="quiet" to="/suivi-public/flux" reloadDocument>
                {t("public.feed")}
              </ButtonLink>
            </>
          )
        }
      />
      {recommendations.length === 0 ? (
        <EmptyState icon={Globe} title={t("public.empty")}>
          {t("public.emptyHelp")}
        </EmptyState>
      ) : (
        <Rows label={t("public.title")}>
          {recommendations.map((each) => (
            <Row
              key={each.number}
              level={2}
              title={each.text}
              kicker={t("public.number", { number: each.number })}
              meta={<Source of={each} />}
            >
              <ul className="links">
                {each.addressees.map((addressee) => (
                  <li key={addressee.name}>
                    <strong>{addressee.name}</strong>{" "}
                    <Badge tone={statusTones[addressee.status]}>{t(`status.${addressee.status}`)}</Badge>{" "}
                    {addressee.overdue && <Badge tone="alert">{t("due.late")}</Badge>}{" "}
                    <span className="meta">
                      {t(`position.${addressee.position}`)}
                      {addressee.grade !== "N" &&
                        ` · ${t("public.grade", { grade: addressee.grade, words: t(`grade.${addressee.grade}` as "grade.A") })}`}
                      {addressee.silence !== null && ` · ${t("public.silence", { days: addressee.silence })}`}
                    </span>
                    {addressee.evidence.map(({ title, datedOn, url }) => (
                      <span key={title} className="meta">
                        {" · "}
                        {url ? (
                          <a href={url} rel="noreferrer">
                            {title}
                          </a>
                        ) : (
                          title
                        )}{" "}
                        (<Time at={datedOn} look="short" />)
                      </span>
                    ))}
                  </li>
                ))}
              </ul>
            </Row>
          ))}
        </Rows>
      )}
    </div>
  );
}

const Source = ({ of: { source, url } }: { of: PublicRecommendation }) =>
  url ? (
    <a href={url} rel="noreferrer">
      {source}
    </a>
  ) : (
    source
  );
