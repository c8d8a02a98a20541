import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { idFromAddress } from "../http/addresses";
import { notFound } from "../http/errors";
import { listingPath, readListing } from "../http/pagination";
import { localeOf } from "../i18n/locale.server";
import { readBinDays } from "../network/bin.server";
import { pageMeta } from "../shell/page-meta";
import { SubmitButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Trash2, Undo2 } from "../ui/icons";
import { PageLinks } from "../ui/page-links";
import { Rows } from "../ui/rows";
import { SpaceHead } from "../workspaces/space-head";
import { findOpenSpace } from "../workspaces/space-pages.server";
import { spacePath } from "../workspaces/spaces";
import { listDeletedFiles } from "./file-lists.server";
import { FileLine } from "./file-rows";
import { filePath } from "./files";
import { useMessages } from "./messages";

const groups = ["bin", "kind", "row"];
export const handle = {
  messages: ["workspaces.head", "workspaces.sign", ...groups.map((group) => `files.${group}`)],
};
export const meta = pageMeta("files.bin.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const locale = await localeOf(args.request, viewer.locale);
  const space = await findOpenSpace(viewer, idFromAddress(args.params.space), locale);
  if (!space.writes) notFound();
  const { after } = readListing(new URL(args.request.url).searchParams);
  const [listed, binDays] = await Promise.all([listDeletedFiles(viewer, space, after), readBinDays()]);
  return { space, ...listed, binDays, first: after === null };
}

export default function FileBinPage() {
  const { space, files, next, binDays, first } = useLoaderData<typeof loader>();
  const t = useMessages();
  const here = spacePath(space, "fichiers/corbeille");
  return (
    <div className="flow">
      <SpaceHead space={space} title={t("bin.title")} lead={t("bin.lead", { days: binDays })} />
      {files.length === 0 ? (
        <EmptyState icon={Trash2} title={t("bin.empty")}>
          {t("bin.emptyHelp")}
        </EmptyState>
      ) : (
        <Rows label={t("bin.title")}>
          {files.map((file) => (
            <FileLine
              key={file.id}
              file={file}
              actions={
                <Form method="post" action={filePath(file)}>
                  <input type="hidden" name="what" value="restore" />
                  <SubmitButton
                    kind="quiet"
                    icon={Undo2}
                    small
                    aria-label={t("bin.restoreNamed", { name: file.name })}
                  >
                    {t("bin.restore")}
                  </SubmitButton>
                </Form>
              }
            />
          ))}
        </Rows>
      )}
      <PageLinks first={first ? null : here} next={next && listingPath(here, { after: next })} />
    </div>
  );
}
