import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { badRequest, notFound } from "../http/errors";
import { parseForm } from "../http/form.server";
import { newIdempotencyKey } from "../http/idempotency-key.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, IconButton, SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Form } from "../ui/form";
import { Check, Paperclip, X } from "../ui/icons";
import { SelectField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { useWeight } from "../ui/weight";
import { requireAttachable } from "./attachables.server";
import { attachables, attachPath } from "./attachments";
import { addAttachments, listAttachableFiles, listAttachments, removeAttachment } from "./attachments.server";
import { attachmentActionSchema } from "./attachments-form.server";
import { FileIcon } from "./file-icon";
import { filePath } from "./files";
import fileStyles from "./files.css?url";
import { receiveForm } from "./form-upload.server";
import { useMessages } from "./messages";
import { refusalIn } from "./refusal-in";
import { UploadSection } from "./upload-section";

const groups = ["attached", "upload", "refusal", "kind"];
export const handle = { messages: groups.map((group) => `files.${group}`) };
export const meta = pageMeta("files.attached.title");
export const links = () => [{ rel: "stylesheet", href: fileStyles }];

/** The thing that the address names. @throws 404 */
function thingOf({ kind, thing }: { kind?: string; thing?: string }) {
  const id = idFromAddress(thing);
  const known = Object.hasOwn(attachables, kind ?? "") ? attachables[kind as keyof typeof attachables] : null;
  return known && id ? { kind: known, id } : notFound();
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const thing = await requireAttachable(viewer, thingOf(args.params));
  const [attached, offered] = await Promise.all([
    listAttachments(viewer, thing.kind, [thing.id]),
    listAttachableFiles(viewer, thing),
  ]);
  return {
    thing,
    attached: attached.get(thing.id) ?? [],
    offered,
    refused: refusalIn(args.request),
    key: newIdempotencyKey(),
  };
}

/** Attaches or detaches a file; the form with files sends new ones. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const thing = await requireAttachable(viewer, thingOf(args.params));
  const here = attachPath(thing.kind, thing.id);
  if (args.request.headers.get("Content-Type")?.startsWith("multipart/form-data")) {
    const { refused } = await receiveForm(args.request, viewer, thing.spaceId);
    return redirect(refused ? `${here}?refus=${refused}` : here);
  }
  const submission = await parseForm(args.request, attachmentActionSchema);
  if (submission.status !== "success") badRequest();
  const { what, file } = submission.value;
  if (what === "attach") await addAttachments(viewer, thing, [file]);
  else await removeAttachment(viewer, thing, file);
  return redirect(here);
}

export default function AttachmentsPage() {
  const { thing, attached, offered, refused, key } = useLoaderData<typeof loader>();
  const t = useMessages();
  const weight = useWeight();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: thing.to, label: thing.title }]}
        title={t("attached.title")}
        actions={
          <ButtonLink to={thing.to} icon={Check}>
            {t("attached.done")}
          </ButtonLink>
        }
      />
      {refused && (
        <Notice tone="error" role="alert" title={t("upload.refused")}>
          {t(`refusal.${refused}`)}
        </Notice>
      )}
      {attached.length > 0 && (
        <Rows label={t("attached.files")}>
          {attached.map((file) => (
            <Row
              key={file.id}
              avatar={<FileIcon kind={file.kind} />}
              title={file.name}
              to={filePath(file)}
              meta={weight(file.size)}
              actions={
                <Form method="post">
                  <input type="hidden" name="what" value="detach" />
                  <input type="hidden" name="file" value={file.id} />
                  <IconButton type="submit" icon={X} label={t("attached.remove", { name: file.name })} />
                </Form>
              }
            />
          ))}
        </Rows>
      )}
      <UploadSection
        key={thing.id}
        space={thing.spaceId}
        action={attachPath(thing.kind, thing.id)}
        uploads={[]}
        formKey={key}
        keepsOriginal={false}
        attachTo={`${thing.kind}:${thing.id}`}
      />
      {offered.length > 0 && (
        <Section id="existant" title={t("attached.existing")}>
          <Form method="post" className="form form-line">
            <input type="hidden" name="what" value="attach" />
            <SelectField
              name="file"
              label={t("attached.ofSpace")}
              options={offered.map(({ id, name }) => ({ value: id, label: name }))}
              required
            />
            <SubmitButton kind="plain" icon={Paperclip}>
              {t("attached.attach")}
            </SubmitButton>
          </Form>
        </Section>
      )}
    </div>
  );
}
