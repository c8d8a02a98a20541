import { Form } from "../ui/form";
import { FolderInput, Pin, PinOff } from "../ui/icons";
import { Link } from "../ui/link";
import { MenuButton } from "../ui/menu";
import { useMessages } from "./messages";
import type { PinAction } from "./pins-form.server";
import { spacePath } from "./spaces";

/** An item's state in its space, and the viewer's permissions on it. */
export interface PermissionsInSpace {
  pinned: boolean;
  mayPin: boolean;
  mayMove: boolean;
}

interface SpaceActsProps {
  kind: PinAction["kind"];
  id: string;
  space: { id: string; slug: string };
  standing: PermissionsInSpace;
  /** Path of the move page. */
  moveAt: string;
}

/** Menu entries: pin in the space, move to another space. */
export function SpaceItemActions({ kind, id, space, standing, moveAt }: SpaceActsProps) {
  const t = useMessages();
  const { pinned, mayPin, mayMove } = standing;
  return (
    <>
      {mayPin && (
        <Form method="post" action={spacePath(space, "epingles")}>
          <input type="hidden" name="what" value={pinned ? "unpin" : "pin"} />
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="id" value={id} />
          <MenuButton icon={pinned ? PinOff : Pin}>{t(pinned ? "acts.unpin" : "acts.pin")}</MenuButton>
        </Form>
      )}
      {mayMove && (
        <Link to={moveAt}>
          <FolderInput aria-hidden="true" />
          {t("acts.move")}
        </Link>
      )}
    </>
  );
}
