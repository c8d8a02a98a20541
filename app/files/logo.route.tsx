import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer, requireWriter } from "../authorization/viewer.server";
import { addressOf, idFromAddress } from "../http/addresses";
import { findVisibleOrganisation } from "../organisations/profile/profile.server";
import { pageMeta } from "../shell/page-meta";
import { PageHeader } from "../ui/page-header";
import fileStyles from "./files.css?url";
import { useMessages } from "./messages";
import { receiveOneFile } from "./one-file.server";
import { PictureForm } from "./picture-form";
import { removePicture, requirePictureRight, setPicture } from "./pictures.server";
import { refusalIn } from "./refusal-in";

export const handle = { messages: ["files.picture", "files.refusal"] };
export const meta = pageMeta("files.picture.logo");
export const links = () => [{ rel: "stylesheet", href: fileStyles }];

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const { row } = await findVisibleOrganisation(viewer, idFromAddress(args.params.organisation));
  const { id, slug, name, acronym, picture } = row;
  requirePictureRight(viewer, { organisation: id });
  return { organisation: { id, slug, name, acronym }, picture, refused: refusalIn(args.request) };
}

/** Sets the logo; a form without an image takes it away. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireWriter(args);
  const { row } = await findVisibleOrganisation(viewer, idFromAddress(args.params.organisation));
  const owner = { organisation: row.id };
  requirePictureRight(viewer, owner);
  const profile = `/annuaire/${addressOf(row)}`;
  if (!args.request.headers.get("Content-Type")?.startsWith("multipart/form-data")) {
    await removePicture(viewer, owner);
    return redirect(profile);
  }
  const refused = await receiveOneFile(args.request, (image) => setPicture(viewer, owner, image));
  return redirect(refused ? `${profile}/logo?refus=${refused}` : profile);
}

export default function LogoPage() {
  const { organisation, picture, refused } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: `/annuaire/${addressOf(organisation)}`, label: organisation.name }]}
        title={t("picture.logo")}
        lead={t("picture.logoHelp")}
      />
      <PictureForm
        kind="organisation"
        name={organisation.name}
        acronym={organisation.acronym}
        picture={picture}
        refused={refused}
      />
    </div>
  );
}
