import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "../authorization/viewer.server";
import { badRequest, notFound } from "../http/errors";
import { parseForm } from "../http/form.server";
import { saying } from "../http/saying";
import { localeOf } from "../i18n/locale.server";
import { pageMeta } from "../shell/page-meta";
import { Badge } from "../ui/badge";
import { ButtonLink, IconButton } from "../ui/button";
import { Section } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Archive, ArchiveRestore, ArrowDown, ArrowUp, PencilLine, Plus } from "../ui/icons";
import { PageHeader } from "../ui/page-header";
import { Row, Rows } from "../ui/rows";
import { changeAgenda, managesAgenda } from "./agenda.server";
import { useMessages } from "./messages";
import { ThemeSign } from "./theme-icon";
import { type AgendaTheme, themePath } from "./themes";
import { readAgenda } from "./themes.server";
import { type AgendaAct, agendaActSchema } from "./themes-form.server";

export const handle = { messages: ["themes.agenda"] };
export const meta = pageMeta("themes.agenda.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  if (!managesAgenda(viewer)) notFound();
  const agenda = await readAgenda(viewer, await localeOf(args.request, viewer.locale));
  const every = agenda.flatMap((theme) => [theme, ...theme.children]);
  return {
    agenda: agenda
      .filter(({ archived }) => !archived)
      .map((theme) => ({ ...theme, children: theme.children.filter(({ archived }) => !archived) })),
    archived: every.filter(({ archived }) => archived),
  };
}

/** Moves a theme up or down, archives or restores it. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  if (!managesAgenda(viewer)) notFound();
  const submission = await parseForm(args.request, agendaActSchema);
  if (submission.status !== "success") badRequest();
  await changeAgenda(viewer, submission.value);
  return redirect(saying("/secretariat/themes", "saved"));
}

export default function AgendaPage() {
  const { agenda, archived } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ to: "/secretariat", label: t("agenda.secretariat") }]}
        title={t("agenda.title")}
        lead={t("agenda.lead")}
        actions={
          <ButtonLink kind="main" icon={Plus} to="/themes/nouveau">
            {t("agenda.add")}
          </ButtonLink>
        }
      />
      {agenda.length === 0 ? (
        <EmptyState drawing="record" title={t("agenda.empty")}>
          {t("agenda.emptyHelp")}
        </EmptyState>
      ) : (
        <Rows label={t("agenda.title")}>
          {agenda.flatMap((theme, index) => [
            <ThemeRow key={theme.id} theme={theme} place={placeOf(index, agenda.length)} />,
            ...theme.children.map((child, below) => (
              <ThemeRow
                key={child.id}
                theme={child}
                under={theme.name}
                place={placeOf(below, theme.children.length)}
              />
            )),
          ])}
        </Rows>
      )}
      {archived.length > 0 && (
        <Section id="archives" title={t("agenda.archived")}>
          <Rows label={t("agenda.archived")}>
            {archived.map((theme) => (
              <ThemeRow key={theme.id} theme={theme} />
            ))}
          </Rows>
        </Section>
      )}
    </div>
  );
}

interface Place {
  first: boolean;
  last: boolean;
}

const placeOf = (index: number, count: number): Place => ({ first: index === 0, last: index === count - 1 });

interface ThemeRowProps {
  theme: AgendaTheme;
  /** The parent theme. */
  under?: string;
  /** Position among its siblings; absent for an archived theme. */
  place?: Place;
}

function ThemeRow({ theme, under, place }: ThemeRowProps) {
  const t = useMessages();
  const name = theme.name;
  return (
    <Row
      avatar={<ThemeSign icon={theme.icon} colour={theme.colour} />}
      title={name}
      to={themePath(theme)}
      level={2}
      kicker={under && t("agenda.under", { name: under })}
      badges={theme.archived && <Badge icon={Archive}>{t("agenda.off")}</Badge>}
      meta={theme.lead ? t("agenda.ledBy", { name: theme.lead.name }) : t("agenda.noLead")}
      actions={
        <>
          {place && !place.first && (
            <Act theme={theme} what="up" icon={ArrowUp} label={t("agenda.up", { name })} />
          )}
          {place && !place.last && (
            <Act theme={theme} what="down" icon={ArrowDown} label={t("agenda.down", { name })} />
          )}
          {place ? (
            <ButtonLink small icon={PencilLine} to={themePath(theme, "modifier")}>
              {t("agenda.edit")}
              <span className="hidden-text"> {name}</span>
            </ButtonLink>
          ) : (
            <Act theme={theme} what="restore" icon={ArchiveRestore} label={t("agenda.restore", { name })} />
          )}
        </>
      }
    >
      {theme.summary}
    </Row>
  );
}

interface ActProps {
  theme: AgendaTheme;
  what: AgendaAct["what"];
  icon: typeof ArrowUp;
  label: string;
}

function Act({ theme, what, icon, label }: ActProps) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="theme" value={theme.id} />
      <input type="hidden" name="what" value={what} />
      <IconButton type="submit" icon={icon} label={label} />
    </Form>
  );
}
