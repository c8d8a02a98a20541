import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest, forbidden, notFound } from "../http/errors";
import { checkForm, readForm } from "../http/form.server";
import { saying } from "../http/saying";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Dialog, DialogActions } from "../ui/dialog";
import { Form } from "../ui/form";
import { Archive, ArchiveRestore, Save, Trash2 } from "../ui/icons";
import { Notice } from "../ui/notice";
import { useMessages } from "./messages";
import { SpaceFields } from "./space-fields";
import { SpaceHead } from "./space-head";
import { changeSpace, closeSpace, prepareSpace } from "./space-lifecycle.server";
import type { SpacePage } from "./space-pages";
import { findSpace } from "./space-pages.server";
import { spacePath } from "./spaces";
import { changedSpaceSchema, closingSchema } from "./spaces-form.server";

const groups = ["head", "sign", "fields", "settings"];
export const handle = { messages: groups.map((group) => `workspaces.${group}`) };
export const meta = pageMeta("workspaces.settings.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const space = await findSpace(viewer, idFromAddress(args.params.space), locale);
  if (!space.canManage) return space.reads ? forbidden("not-running") : notFound();
  const { themes } = await prepareSpace(viewer, locale);
  return { space, themes };
}

/** Saves the space's fields; on a version conflict, returns the sent values beside the stored ones. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const id = idFromAddress(args.params.space);
  const form = await readForm(args.request);
  if (form.has("closing")) {
    const closing = checkForm(form, closingSchema);
    if (closing.status !== "success") badRequest();
    await closeSpace(viewer, id, closing.value.closing);
    return redirect(closing.value.closing === "delete" ? "/espaces" : spacePath({ id: id ?? "" }));
  }
  const submission = checkForm(form, changedSpaceSchema);
  const { name, description } = submission.payload as Record<string, unknown>;
  const words = {
    name: typeof name === "string" ? name : "",
    description: typeof description === "string" ? description : "",
  };
  if (submission.status === "success") {
    if (await changeSpace(viewer, id, submission.value))
      return redirect(saying(spacePath({ id: id ?? "" }), "saved"));
    return data({ ...words, errors: { name: [], description: [] }, overtaken: true }, { status: 409 });
  }
  if (submission.error?.version || submission.error?.theme) badRequest();
  const errors = { name: submission.error?.name ?? [], description: submission.error?.description ?? [] };
  return data({ ...words, errors, overtaken: false }, { status: submission.status ? 400 : 200 });
}

export default function SpaceSettingsPage() {
  const { space, themes } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="flow">
      <SpaceHead space={space} title={t("settings.title")} />
      {shown?.overtaken && (
        <Notice tone="warning" role="alert" title={t("settings.overtaken")}>
          {t("settings.overtakenHelp", { name: space.name })}
        </Notice>
      )}
      {space.state === "active" ? (
        <Form method="post" className="form">
          <input type="hidden" name="version" value={space.version} />
          <SpaceFields
            themes={themes}
            shown={shown}
            given={{
              name: space.name,
              description: space.description,
              visibility: space.visibility,
              confidentiality: space.confidentiality,
              theme: space.theme?.id,
            }}
            visibleAnyway={space.kind === "network"}
          />
          <SubmitButton icon={Save}>{t("settings.save")}</SubmitButton>
        </Form>
      ) : (
        <p className="meta">{t("settings.closed")}</p>
      )}
      {space.kind !== "network" && <Closing space={space} />}
    </div>
  );
}

function Closing({ space }: { space: SpacePage }) {
  const t = useMessages();
  return (
    <Section id="fin" title={t("settings.end")}>
      <p className="meta">{t("settings.endHelp")}</p>
      <div className="line">
        {space.state === "active" ? (
          <ClosingButton closing="archive" icon={Archive} kind="plain" />
        ) : (
          <ClosingButton closing="restore" icon={ArchiveRestore} kind="main" />
        )}
        {space.state !== "deleted" && (
          <Dialog kind="danger" icon={Trash2} opener={t("settings.delete")} title={t("settings.deleteTitle")}>
            <p>{t("settings.deleteHelp")}</p>
            <DialogActions>
              <ClosingButton closing="delete" icon={Trash2} kind="danger" />
            </DialogActions>
          </Dialog>
        )}
      </div>
    </Section>
  );
}

interface ClosingButtonProps {
  closing: "archive" | "restore" | "delete";
  icon: typeof Archive;
  kind: "plain" | "main" | "danger";
}

function ClosingButton({ closing, icon, kind }: ClosingButtonProps) {
  const t = useMessages();
  return (
    <Form method="post">
      <input type="hidden" name="closing" value={closing} />
      <SubmitButton kind={kind} icon={icon}>
        {t(`settings.${closing}`)}
      </SubmitButton>
    </Form>
  );
}
