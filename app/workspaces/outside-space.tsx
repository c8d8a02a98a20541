import { ButtonLink, SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Check, Send, Undo2, X } from "../ui/icons";
import { TextArea } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { Time } from "../ui/time";
import { maxMessageLength } from "./entry";
import { useMessages } from "./messages";
import { SpaceHead } from "./space-head";
import { StatusMessage } from "./space-home";
import type { SpacePage } from "./space-pages";
import { spacePath } from "./spaces";

/** A space the viewer knows of but may not read: its description, and how to join. */
export function OutsideSpace({ space, said }: { space: SpacePage; said: string | null }) {
  return (
    <div className="flow">
      <StatusMessage said={said} />
      <SpaceHead space={space} />
      {space.state !== "deleted" && space.description && (
        <div className="prose">
          {space.description.split(/\n{2,}/).map((paragraph) => (
            <p key={paragraph} dir="auto">
              {paragraph}
            </p>
          ))}
        </div>
      )}
      <Door space={space} />
    </div>
  );
}

function Door({ space }: { space: SpacePage }) {
  const t = useMessages();
  if (space.state === "deleted" && space.goneOn) {
    return (
      <Notice
        tone="warning"
        title={t("outside.deleted")}
        actions={
          space.canManage && (
            <ButtonLink to={spacePath(space, "reglages")}>{t("outside.toRestore")}</ButtonLink>
          )
        }
      >
        {t("outside.deletedHelp")} <Time at={space.goneOn} />
      </Notice>
    );
  }
  if (space.lacksFacilitator) {
    return (
      <Notice
        tone="warning"
        title={t("outside.orphaned")}
        actions={<ButtonLink to={spacePath(space, "membres")}>{t("outside.toName")}</ButtonLink>}
      >
        {t("outside.orphanedHelp")}
      </Notice>
    );
  }
  if (space.invitedAs) return <Invitation role={space.invitedAs} />;
  if (space.requested) return <Waiting />;
  if (space.state === "archived") return <p className="meta">{t("outside.archived")}</p>;
  return <AskToJoin refusal={space.refusal} />;
}

function Invitation({ role }: { role: NonNullable<SpacePage["invitedAs"]> }) {
  const t = useMessages();
  return (
    <Notice
      title={t("outside.invited")}
      actions={
        <>
          <Form method="post">
            <input type="hidden" name="what" value="accept" />
            <SubmitButton icon={Check}>{t("outside.accept")}</SubmitButton>
          </Form>
          <Form method="post">
            <input type="hidden" name="what" value="decline" />
            <SubmitButton kind="plain" icon={X}>
              {t("outside.decline")}
            </SubmitButton>
          </Form>
        </>
      }
    >
      {t(`role.${role}.help`)}
    </Notice>
  );
}

function Waiting() {
  const t = useMessages();
  return (
    <Notice
      title={t("outside.waiting")}
      actions={
        <Form method="post">
          <input type="hidden" name="what" value="withdraw" />
          <SubmitButton kind="plain" small icon={Undo2}>
            {t("outside.withdraw")}
          </SubmitButton>
        </Form>
      }
    >
      {t("outside.waitingHelp")}
    </Notice>
  );
}

function AskToJoin({ refusal }: { refusal: string | null }) {
  const t = useMessages();
  return (
    <>
      {refusal && (
        <Notice tone="warning" title={t("outside.refused")}>
          « {refusal} »
        </Notice>
      )}
      <Form method="post" className="form">
        <input type="hidden" name="what" value="request" />
        <p>{t("outside.onRequest")}</p>
        <TextArea
          name="message"
          label={t("outside.message")}
          hint={t("outside.messageHint")}
          rows={4}
          maxLength={maxMessageLength}
          optional
        />
        <SubmitButton icon={Send}>{t("outside.request")}</SubmitButton>
      </Form>
    </>
  );
}
