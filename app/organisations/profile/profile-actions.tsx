import { addressOf } from "../../http/addresses";
import { ButtonLink, SubmitButton } from "../../ui/button";
import { Form } from "../../ui/form";
import { BadgeCheck, Globe, GlobeLock, History, ImageUp, PencilLine } from "../../ui/icons";
import { Notice } from "../../ui/notice";
import { Progress } from "../../ui/progress";
import { Time } from "../../ui/time";
import { useMessages } from "../messages";
import type { ProfilePage } from "./profile";

/** The reader's actions on the profile. */
export function ProfileActions({ organisation }: { organisation: ProfilePage }) {
  const t = useMessages();
  const address = `/annuaire/${addressOf(organisation)}`;
  return (
    <>
      {(organisation.editing || organisation.mayPropose) && (
        <ButtonLink to={`${address}/modifier`} icon={PencilLine} small>
          {t(organisation.editing ? "page.edit" : "page.propose")}
        </ButtonLink>
      )}
      {organisation.editing && (
        <ButtonLink to={`${address}/logo`} icon={ImageUp} kind="quiet" small>
          {t("page.logo")}
        </ButtonLink>
      )}
      {organisation.opens && (
        <Form method="post" action={`${address}/ouverture`}>
          <SubmitButton
            name="open"
            value={organisation.openToPublic ? "no" : "yes"}
            kind="quiet"
            small={true}
            icon={organisation.openToPublic ? GlobeLock : Globe}
          >
            {t(organisation.openToPublic ? "page.closePublic" : "page.openPublic")}
          </SubmitButton>
        </Form>
      )}
      {organisation.seesHistory && (
        <ButtonLink to={`${address}/historique`} icon={History} kind="quiet" small>
          {t("page.history")}
        </ButtonLink>
      )}
    </>
  );
}

interface OwnProfileProps {
  organisation: ProfilePage;
  editing: NonNullable<ProfilePage["editing"]>;
}

/** For editors: completeness, missing fields and confirmation. */
export function OwnProfile({ organisation, editing: { completeness } }: OwnProfileProps) {
  const t = useMessages();
  const { percent, missing } = completeness;
  const title = t("page.completeness", { percent });
  return (
    <Notice
      actions={
        <Form method="post" action={`/annuaire/${addressOf(organisation)}/confirmation`}>
          <SubmitButton kind="plain" small icon={BadgeCheck}>
            {t("page.confirm")}
          </SubmitButton>
        </Form>
      }
    >
      <Progress label={title} value={percent} />
      <p>
        {missing.length > 0
          ? t("page.missing", { fields: missing.map((field) => t(`field.${field}`)).join(", ") })
          : t("page.complete")}
      </p>
      <p className="meta">
        {t("page.confirmHelp")}
        {organisation.confirmedAt && (
          <>
            {" "}
            {t("page.confirmed")} <Time at={organisation.confirmedAt} />.
          </>
        )}
      </p>
    </Notice>
  );
}
