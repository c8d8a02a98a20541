import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { UserCheck } from "../ui/icons";
import { useMessages } from "./messages";

/** Appoints a member as facilitator of a space without one. */
export function AppointFacilitator({ person }: { person: string }) {
  const t = useMessages();
  return (
    <Form method="post">
      <input type="hidden" name="what" value="role" />
      <input type="hidden" name="person" value={person} />
      <input type="hidden" name="role" value="facilitator" />
      <SubmitButton small icon={UserCheck}>
        {t("members.nameSubmit")}
      </SubmitButton>
    </Form>
  );
}
