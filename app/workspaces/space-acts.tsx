import { Form } from "../ui/form";
import { FolderInput, Pin, PinOff } from "../ui/icons";
import { Link } from "../ui/link";
import { MenuButton } from "../ui/menu";
import type { PinAct } from "./pins";
import { spacePath } from "./spaces";
import { useTexts } from "./texts";

/** How something stands in its space, and what the viewer may do about that. */
export interface StandingInSpace {
  pinned: boolean;
  mayPin: boolean;
  mayMove: boolean;
}

interface SpaceActsProps {
  kind: PinAct["kind"];
  id: string;
  space: { id: string; slug: string };
  standing: StandingInSpace;
  /** Where the page is that moves it. */
  moveAt: string;
}

/** Lines of a menu: pin it on top of its space, move it to another one. */
export function SpaceActs({ kind, id, space, standing, moveAt }: SpaceActsProps) {
  const t = useTexts();
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
