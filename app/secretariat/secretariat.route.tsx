import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isSecretariat } from "../authorization/viewer";
import { requireViewer } from "../authorization/viewer.server";
import { notFound } from "../http/errors";
import { countInvitations } from "../invitations/invitation-lists.server";
import { countMandates } from "../mandates/mandate-lists.server";
import { markThingRead } from "../notices/notices.server";
import { pageMeta } from "../shell/page-meta";
import { Columns, Section } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { useMessages } from "./messages";
import { countWaiting } from "./waiting.server";

export const handle = { messages: ["secretariat.landing"] };
export const meta = pageMeta("secretariat.landing.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  if (!isSecretariat(viewer)) notFound();
  const decides = viewer.role === "administrator";
  const [waiting, invitations, mandates] = await Promise.all([
    countWaiting(viewer),
    countInvitations(viewer),
    countMandates(viewer),
    markThingRead(viewer, "secretariat"),
  ]);
  return { decides, ...waiting, invitations, mandates };
}

/** The secretariat's start page: pending decisions, then links to its lists and settings. */
export default function SecretariatPage() {
  const { decides, candidates, invitations, mandates, proposals, requests, messages, erasures } =
    useLoaderData<typeof loader>();
  const t = useMessages();
  const waiting = [
    { key: "candidates", count: candidates, to: "/secretariat/organisations?etat=candidate" },
    { key: "requests", count: requests, to: "/secretariat/demandes" },
    { key: "messages", count: messages, to: "/secretariat/messages" },
    { key: "proposals", count: proposals, to: "/secretariat/annuaire" },
    { key: "erasures", count: erasures, to: "/secretariat/effacements" },
    { key: "expired", count: invitations.expired, to: "/secretariat/invitations?etat=expired" },
    { key: "ending", count: mandates.ending, to: "/secretariat/mandats?etat=current" },
  ] as const;
  const places = [
    { key: "people", to: "/secretariat/personnes" },
    { key: "organisations", to: "/secretariat/organisations" },
    { key: "invitations", to: "/secretariat/invitations" },
    { key: "mandates", to: "/secretariat/mandats" },
    { key: "requests", to: "/secretariat/demandes" },
    { key: "messages", to: "/secretariat/messages" },
    { key: "directory", to: "/secretariat/annuaire" },
    { key: "templates", to: "/secretariat/modeles" },
    { key: "journal", to: "/journal" },
    { key: "rights", to: "/secretariat/droits" },
    ...(decides
      ? ([
          { key: "erasures", to: "/secretariat/effacements" },
          { key: "settings", to: "/secretariat/reglages" },
        ] as const)
      : []),
  ] as const;
  const open = waiting.filter(({ count }) => count > 0);
  return (
    <>
      <PageHeader title={t("landing.title")} lead={t("landing.lead")} />
      <Columns
        asideLabel={t("landing.places")}
        aside={
          <Section id="lieux" title={t("landing.places")}>
            <Rows label={t("landing.places")}>
              {places.map(({ key, to }) => (
                <Row key={key} title={t(`landing.place.${key}`)} to={to} level={3}>
                  {t(`landing.placeHint.${key}`)}
                </Row>
              ))}
            </Rows>
          </Section>
        }
      >
        <Section id="decisions" title={t("landing.waiting")}>
          {open.length === 0 ? (
            <EmptyState drawing="inbox" title={t("landing.nothing")}>
              {t("landing.nothingHelp")}
            </EmptyState>
          ) : (
            <Rows label={t("landing.waiting")}>
              {open.map(({ key, count, to }) => (
                <Row key={key} title={t(`landing.${key}`, { count })} to={to} level={3}>
                  {t(`landing.${key}Help`, { count })}
                </Row>
              ))}
            </Rows>
          )}
        </Section>
        <Section id="en-cours" title={t("landing.current")}>
          <p className="meta">
            {t("landing.currentCounts", { invitations: invitations.waiting, mandates: mandates.current })}
          </p>
        </Section>
      </Columns>
    </>
  );
}
