import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { pageMeta } from "../shell/page-meta";
import { PageHeader } from "../ui/page-header";
import fileStyles from "./files.css?url";
import { useMessages } from "./messages";
import { receiveOneFile } from "./one-file.server";
import { PictureForm } from "./picture-form";
import { findPicture, removePicture, setPicture } from "./pictures.server";
import { refusalIn } from "./refusal-in";

export const handle = { messages: ["files.picture", "files.refusal"] };
export const meta = pageMeta("files.picture.portrait");
export const links = () => [{ rel: "stylesheet", href: fileStyles }];

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const picture = await findPicture({ person: viewer.personId });
  return { name: viewer.name, picture, refused: refusalIn(args.request) };
}

/** Sets one's own portrait; a form without an image takes it away. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const owner = { person: viewer.personId };
  if (!args.request.headers.get("Content-Type")?.startsWith("multipart/form-data")) {
    await removePicture(viewer, owner);
    return redirect("/compte/portrait");
  }
  const refused = await receiveOneFile(args.request, (image) => setPicture(viewer, owner, image));
  return redirect(refused ? `/compte/portrait?refus=${refused}` : "/compte/portrait");
}

export default function PortraitPage() {
  const { name, picture, refused } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/compte", label: t("picture.account") }]}
        title={t("picture.portrait")}
        lead={t("picture.portraitHelp")}
      />
      <PictureForm kind="person" name={name} picture={picture} refused={refused} />
    </div>
  );
}
