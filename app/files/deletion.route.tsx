import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { readBinDays } from "../network/bin.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Trash2 } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { spacePath } from "../workspaces/spaces";
import { filePath } from "./files";
import { deleteFile, findDeletable } from "./files.server";
import { useMessages } from "./messages";

export const handle = { messages: ["files.deletion"] };
export const meta = pageMeta("files.deletion.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const [{ id, name }, binDays] = await Promise.all([
    findDeletable(viewer, idFromAddress(args.params.file)),
    readBinDays(),
  ]);
  return { file: { id, name }, binDays };
}

/** Deletes a file after confirmation on this page. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const space = await deleteFile(viewer, idFromAddress(args.params.file));
  return redirect(spacePath({ id: space }, "fichiers"));
}

export default function FileDeletionPage() {
  const { file, binDays } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: file.name, to: filePath(file) }]}
        title={t("deletion.title")}
        lead={t("deletion.lead", { name: file.name })}
      />
      <p>{t("deletion.bin", { days: binDays })}</p>
      <Form method="post" className="line">
        <SubmitButton kind="danger" icon={Trash2}>
          {t("deletion.submit")}
        </SubmitButton>
        <ButtonLink kind="quiet" to={filePath(file)}>
          {t("deletion.cancel")}
        </ButtonLink>
      </Form>
    </div>
  );
}
