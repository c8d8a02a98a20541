import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest } from "../http/errors";
import { checkForm, readForm } from "../http/form.server";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { ButtonLink, SubmitButton } from "../ui/button";
import { CheckboxField, RadioGroup } from "../ui/choices";
import { Section } from "../ui/columns";
import { Flash } from "../ui/flash";
import { Form } from "../ui/form";
import { Mail, Save } from "../ui/icons";
import { SelectField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { LevelMenu } from "./level-menu";
import { type MailSettings, mailRhythms, type OwnLevel } from "./levels";
import { listLevels } from "./levels.server";
import { findMailDelivery, findMailSettings, resumeMails, saveMailSettings } from "./mail-settings.server";
import { useMessages } from "./messages";
import { mailSettingsSchema, resumeSchema } from "./notices-form.server";

export const handle = { messages: ["notices.settings", "notices.level", "notices.thing", "notices.page"] };
export const meta = pageMeta("notices.settings.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  const [levels, mail, delivery] = await Promise.all([
    listLevels(viewer, await localeOf(args.request, viewer.locale)),
    findMailSettings(viewer),
    findMailDelivery(viewer),
  ]);
  const done = new URL(args.request.url).searchParams.get("fait");
  return { levels, mail, delivery, done: done === "niveau" || done === "courriels" };
}

/** Saves the mail settings, or resumes mails that were paused. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  const form = await readForm(args.request);
  if (checkForm(form, resumeSchema).status === "success") {
    await resumeMails(viewer);
    return redirect("/notifications/reglages?fait=courriels");
  }
  const submission = checkForm(form, mailSettingsSchema);
  if (submission.status !== "success") badRequest();
  const { rhythm, hour, content } = submission.value;
  await saveMailSettings(viewer, { rhythm, hour, content: content === "on" });
  return redirect("/notifications/reglages?fait=courriels");
}

export default function NoticeSettingsPage() {
  const { levels, mail, delivery, done } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="narrow flow">
      {done && <Flash>{t("settings.saved")}</Flash>}
      <PageHeader
        title={t("settings.title")}
        lead={t("settings.lead")}
        crumbs={[{ to: "/notifications", label: t("page.title") }]}
      />
      <Section id="courriels" title={t("settings.mail")}>
        {delivery.paused ? (
          <PausedMails email={delivery.email} />
        ) : (
          <p className="meta">{t("settings.address", { email: delivery.email })}</p>
        )}
        <MailForm mail={mail} />
      </Section>
      <Section id="niveaux" title={t("settings.levels")}>
        {levels.length === 0 ? <p>{t("settings.noLevels")}</p> : <LevelRows levels={levels} />}
        <p className="meta">{t("settings.defaults")}</p>
      </Section>
    </div>
  );
}

function PausedMails({ email }: { email: string }) {
  const t = useMessages();
  return (
    <Notice
      tone="warning"
      title={t("settings.paused")}
      actions={
        <>
          <Form method="post" action="/notifications/reglages">
            <SubmitButton kind="plain" icon={Mail} name="what" value="resume">
              {t("settings.resume")}
            </SubmitButton>
          </Form>
          <ButtonLink to="/compte/adresse" kind="quiet">
            {t("settings.changeAddress")}
          </ButtonLink>
        </>
      }
    >
      {t("settings.pausedHelp", { email })}
    </Notice>
  );
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);

function MailForm({ mail }: { mail: MailSettings }) {
  const t = useMessages();
  return (
    <Form method="post" action="/notifications/reglages" className="form">
      <RadioGroup
        id="rythme"
        name="rhythm"
        label={t("settings.rhythm")}
        hint={t("settings.rhythmHint")}
        defaultValue={mail.rhythm}
        choices={mailRhythms.map((value) => ({ value, label: t(`settings.rhythm.${value}`) }))}
        required
      />
      <SelectField
        id="heure"
        name="hour"
        label={t("settings.hour")}
        hint={t("settings.hourHint")}
        defaultValue={String(mail.hour)}
        options={hours.map((hour) => ({ value: String(hour), label: t("settings.hourOf", { hour }) }))}
      />
      <CheckboxField
        id="contenu"
        name="content"
        label={t("settings.content")}
        hint={t("settings.contentHint")}
        defaultChecked={mail.content}
      />
      <div>
        <SubmitButton icon={Save}>{t("settings.save")}</SubmitButton>
      </div>
    </Form>
  );
}

function LevelRows({ levels }: { levels: readonly OwnLevel[] }) {
  const t = useMessages();
  return (
    <Rows label={t("settings.levels")}>
      {levels.map(({ title, to, thing, id, loudness }) => (
        <Row
          key={`${thing} ${id}`}
          title={title}
          to={to}
          level={3}
          meta={t(`thing.${thing}`)}
          actions={<LevelMenu level={{ thing, id, loudness }} from="settings" />}
        />
      ))}
    </Rows>
  );
}
