import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { parseForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Dialog, DialogActions } from "../ui/dialog";
import { Facts } from "../ui/facts";
import { Form } from "../ui/form";
import { Download, Send, Undo2 } from "../ui/icons";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { useTimeWriter } from "../ui/time";
import { useMessages } from "./messages";
import { requestErasure, summarisePersonalData, withdrawErasureRequest } from "./my-data.server";
import { erasureRequestSchema } from "./my-data-form.server";

export const handle = { messages: ["personal-data.page"] };
export const meta = pageMeta("personal-data.page.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return await summarisePersonalData(viewer, await localeOf(args.request, viewer.locale));
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const submission = await parseForm(args.request, erasureRequestSchema);
  if (submission.status !== "success") badRequest();
  await (submission.value.what === "ask" ? requestErasure(viewer) : withdrawErasureRequest(viewer));
  return redirect("/compte/mes-donnees");
}

export default function MyDataPage() {
  const { sections, asked, contributions } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="narrow">
      <PageHeader title={t("page.title")} lead={t("page.lead")} />
      <Section id="emporter" title={t("page.take")}>
        <div className="stack">
          <p>{t("page.takeHelp")}</p>
          <form method="post" action="/compte/mes-donnees/fichier" className="line">
            <SubmitButton name="form" value="html" icon={Download}>
              {t("page.html")}
            </SubmitButton>
            <SubmitButton kind="plain" name="form" value="json" icon={Download}>
              {t("page.json")}
            </SubmitButton>
          </form>
        </div>
      </Section>
      <Section id="garde" title={t("page.kept")}>
        <Facts
          facts={sections.map(({ label, count }) => ({ term: label, value: t("page.count", { count }) }))}
        />
      </Section>
      <Section id="effacer" title={t("page.erase")}>
        <div className="stack">
          <p>{t(contributions === "keep" ? "page.eraseKeep" : "page.eraseRemove")}</p>
          {asked ? <Asked at={asked} /> : <Ask />}
        </div>
      </Section>
    </div>
  );
}

function Asked({ at }: { at: string }) {
  const t = useMessages();
  const write = useTimeWriter();
  return (
    <Notice
      tone="warning"
      title={t("page.asked")}
      actions={
        <Form method="post">
          <input type="hidden" name="what" value="withdraw" />
          <SubmitButton kind="plain" small icon={Undo2}>
            {t("page.withdraw")}
          </SubmitButton>
        </Form>
      }
    >
      {t("page.askedHelp", { date: write(at, "day") })}
    </Notice>
  );
}

function Ask() {
  const t = useMessages();
  return (
    <>
      <p>{t("page.eraseFirst")}</p>
      <Dialog kind="plain" opener={t("page.ask")} title={t("page.askTitle")}>
        <p>{t("page.askHelp")}</p>
        <Form method="post">
          <input type="hidden" name="what" value="ask" />
          <DialogActions>
            <SubmitButton kind="danger" icon={Send}>
              {t("page.askConfirm")}
            </SubmitButton>
          </DialogActions>
        </Form>
      </Dialog>
    </>
  );
}
