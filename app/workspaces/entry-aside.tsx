import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Dialog, DialogActions } from "../ui/dialog";
import { Form } from "../ui/form";
import { LogOut } from "../ui/icons";
import { useMessages } from "./messages";
import type { SpacePage } from "./space-pages";

/** The viewer's membership in the space, and the button to leave it. */
export function EntryAside({ space }: { space: SpacePage }) {
  const t = useMessages();
  if (!space.inside) return null;
  return (
    <Section id="ma-place" title={t("entry.mine")}>
      <p className="meta">{space.role ? t(`role.${space.role}.help`) : t("entry.byOrganisation")}</p>
      {space.role && space.kind !== "network" && (
        <Dialog small kind="quiet" icon={LogOut} opener={t("entry.leave")} title={t("entry.leaveTitle")}>
          <p>{t("entry.leaveHelp")}</p>
          <Form method="post">
            <input type="hidden" name="what" value="leave" />
            <DialogActions>
              <SubmitButton kind="danger">{t("entry.leaveConfirm")}</SubmitButton>
            </DialogActions>
          </Form>
        </Dialog>
      )}
    </Section>
  );
}
