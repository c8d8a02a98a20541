import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Form } from "../ui/form";
import { GitCompare, ShieldCheck } from "../ui/icons";
import { TextArea } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Table } from "../ui/table";
import { useTimeWriter } from "../ui/time";
import { useMessages } from "./messages";
import { type ChainPage as Chain, readChain, verifyNow } from "./report.server";

export const handle = { messages: ["audit.chain"] };
export const meta = pageMeta("audit.chain.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const pasted = (new URL(args.request.url).searchParams.get("empreinte") ?? "").slice(0, 500);
  return { pasted, ...(await readChain(viewer, pasted)) };
}

export async function action(args: ActionFunctionArgs) {
  await verifyNow(await requireViewer(args));
  return redirect("/journal/chaine");
}

export default function ChainPage() {
  const { pasted, head, compared, verified, faults } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="narrow">
      <PageHeader
        title={t("chain.title")}
        lead={t("chain.lead")}
        crumbs={[{ to: "/journal", label: t("chain.journal") }]}
      />
      <Section id="empreinte-actuelle" title={t("chain.head")}>
        <Head head={head} />
      </Section>
      <Section id="comparer" title={t("chain.compare")}>
        <Form action="/journal/chaine" className="form">
          <Compared compared={compared} />
          <TextArea
            id="empreinte"
            name="empreinte"
            rows={3}
            label={t("chain.compareLabel")}
            hint={t("chain.compareHint")}
            defaultValue={pasted}
            maxLength={500}
            spellCheck={false}
            required
          />
          <SubmitButton kind="plain" icon={GitCompare}>
            {t("chain.compareSubmit")}
          </SubmitButton>
        </Form>
      </Section>
      <Section id="verification" title={t("chain.verification")}>
        <div className="stack">
          <Verified verified={verified} />
          {faults.length > 0 && <Faults faults={faults} />}
          <Form method="post">
            <SubmitButton kind="plain" icon={ShieldCheck}>
              {t("chain.verify")}
            </SubmitButton>
          </Form>
          <p className="meta">{t("chain.verifyHint")}</p>
        </div>
      </Section>
    </div>
  );
}

function Head({ head }: Pick<Chain, "head">) {
  const t = useMessages();
  const write = useTimeWriter();
  if (!head) return <p>{t("chain.empty")}</p>;
  return (
    <div className="flow">
      <p>
        <code>{head.written}</code>
      </p>
      <p className="meta">
        {t("chain.sealed", { count: head.position, when: write(head.sealedAt, "moment") })}
      </p>
      <p>{t("chain.keep")}</p>
    </div>
  );
}

function Compared({ compared }: Pick<Chain, "compared">) {
  const t = useMessages();
  if (!compared) return null;
  if (compared === "unreadable") {
    return (
      <Notice tone="warning" role="status" title={t("chain.unreadable")}>
        {t("chain.unreadableHelp")}
      </Notice>
    );
  }
  const { matches, position } = compared;
  return (
    <Notice
      tone={matches ? "done" : "error"}
      role={matches ? "status" : "alert"}
      title={t(matches ? "chain.matches" : "chain.differs")}
    >
      {t(matches ? "chain.matchesHelp" : "chain.differsHelp", { position })}
    </Notice>
  );
}

function Verified({ verified }: Pick<Chain, "verified">) {
  const t = useMessages();
  const write = useTimeWriter();
  if (!verified) return <p>{t("chain.never")}</p>;
  const { at, entries, faults } = verified;
  const when = write(at, "moment");
  if (faults === 0) return <p>{t("chain.verifiedWell", { when, count: entries })}</p>;
  return (
    <Notice tone="error" title={t("chain.verifiedFaults", { faults })}>
      {t("chain.verifiedFaultsHelp", { when })}
    </Notice>
  );
}

function Faults({ faults }: Pick<Chain, "faults">) {
  const t = useMessages();
  return (
    <Table
      caption={t("chain.faults")}
      rows={faults}
      rowKey={({ kind, position, entryId }) => `${kind}${position}${entryId}`}
      columns={[
        {
          key: "place",
          header: t("chain.faults"),
          cell: ({ position }) =>
            position === null ? t("chain.faultUnsealed") : t("chain.faultPlace", { position }),
        },
        {
          key: "kind",
          header: t("chain.faultWhat"),
          cell: ({ kind, entryId }) => (
            <>
              {t(`chain.fault.${kind}`)}
              {entryId && <div className="meta">{entryId}</div>}
            </>
          ),
        },
      ]}
    />
  );
}
