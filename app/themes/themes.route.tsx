import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "../house/page-meta";
import { addressOf } from "../http/addresses";
import { requireViewer } from "../http/viewer.server";
import { localeOf } from "../i18n/locale.server";
import { Card, Cards } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { useTexts } from "./texts";
import { listThemes } from "./themes.server";

export const handle = { messages: ["themes.list"] };
export const meta = pageMeta("themes.list.title");

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args);
  return { themes: await listThemes(viewer, await localeOf(args.request, viewer.locale)) };
}

export default function ThemesPage() {
  const { themes } = useLoaderData<typeof loader>();
  const t = useTexts();
  return (
    <>
      <PageHeader title={t("list.title")} lead={t("list.lead")} />
      {themes.length === 0 ? (
        <EmptyState title={t("list.empty")}>{t("list.emptyHelp")}</EmptyState>
      ) : (
        <Cards>
          {themes.map((theme) => (
            <Card key={theme.id} title={theme.name} to={`/themes/${addressOf(theme)}`} colour={theme.colour}>
              <p>{theme.summary}</p>
            </Card>
          ))}
        </Cards>
      )}
    </>
  );
}
