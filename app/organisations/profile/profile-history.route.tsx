import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../../authorization/viewer.server";
import { addressOf, idFromAddress, requireId } from "../../http/addresses";
import { badRequest } from "../../http/errors";
import { parseForm } from "../../http/form.server";
import { localeOf } from "../../i18n/locale.server";
import { pageMeta } from "../../shell/page-meta";
import { SubmitButton } from "../../ui/button";
import { Card } from "../../ui/card";
import { Section } from "../../ui/columns";
import { EmptyState } from "../../ui/empty-state";
import { Form } from "../../ui/form";
import { Check, X } from "../../ui/icons";
import { TextField } from "../../ui/inputs";
import { PageHeader } from "../../ui/page-header";
import { Time } from "../../ui/time";
import { FieldsProvider } from "../custom-fields/fields-context";
import { useMessages } from "../messages";
import { ChangesList } from "./changes-list";
import { findVisibleOrganisation } from "./profile.server";
import { proposalDecisionSchema } from "./profile-form.server";
import {
  decideProposal,
  type HistoryEntry,
  listHistory,
  listProposals,
  type Proposal,
  readSeenFields,
} from "./proposals.server";

export const handle = {
  messages: [
    "organisations.history",
    "organisations.custom",
    "organisations.field",
    "organisations.level",
    "organisations.area",
    "organisations.crumb",
    "organisations.group",
    "organisations.language",
  ],
};
export const meta = pageMeta("organisations.history.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const id = idFromAddress(args.params.organisation);
  const entries = await listHistory(viewer, id);
  const { row } = await findVisibleOrganisation(viewer, id);
  const proposals = await listProposals(viewer, row.id);
  const locale = await localeOf(args.request, viewer.locale);
  const fields = await readSeenFields(viewer, row, locale);
  return { entries, proposals, fields, name: row.name, address: addressOf(row) };
}

/** Accepts or declines a proposal. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, proposalDecisionSchema);
  if (submission.status !== "success") badRequest();
  const id = requireId(args.params.organisation);
  await decideProposal(viewer, id, submission.value);
  return redirect(`/annuaire/${id}/historique`);
}

export default function HistoryPage() {
  const { entries, proposals, fields, name, address } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <FieldsProvider value={fields}>
      <PageHeader crumbs={[{ label: name, to: `/annuaire/${address}` }]} title={t("history.title")} />
      {proposals.length > 0 && (
        <Section id="propositions" title={t("history.proposals", { count: proposals.length })}>
          {proposals.map((proposal) => (
            <ProposalCard key={proposal.id} proposal={proposal as Proposal} />
          ))}
        </Section>
      )}
      {entries.length === 0 ? (
        <EmptyState drawing="record" title={t("history.none")}>
          {t("history.noneHelp")}
        </EmptyState>
      ) : (
        <Section id="changements" title={t("history.changes")}>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry as HistoryEntry} />
          ))}
        </Section>
      )}
    </FieldsProvider>
  );
}

function Entry({ entry: { act, at, person, fields } }: { entry: HistoryEntry }) {
  const t = useMessages();
  return (
    <Card
      level={3}
      title={t(`history.act.${act}` as "history.act.edited")}
      meta={
        <>
          <Time at={at} look="moment" />
          {person && ` · ${person}`}
        </>
      }
    >
      {Object.keys(fields).length > 0 && <ChangesList changes={fields} />}
    </Card>
  );
}

function ProposalCard({ proposal: { id, author, fields, note, createdAt } }: { proposal: Proposal }) {
  const t = useMessages();
  return (
    <Card
      level={3}
      title={t("history.proposalBy", { name: author })}
      meta={<Time at={createdAt} look="moment" />}
    >
      {note && <p>{note}</p>}
      <ChangesList changes={fields} />
      <Form method="post" className="form">
        <input type="hidden" name="proposal" value={id} />
        <TextField name="reason" label={t("history.reason")} maxLength={500} optional />
        <div className="line">
          <SubmitButton name="accept" value="yes" icon={Check}>
            {t("history.accept")}
          </SubmitButton>
          <SubmitButton name="accept" value="no" kind="plain" icon={X}>
            {t("history.decline")}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
