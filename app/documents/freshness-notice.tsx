import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { ButtonLink } from "../ui/button";
import { Notice } from "../ui/notice";
import { type DocumentPage, documentPath } from "./documents";
import { useMessages } from "./messages";

/** A newer view is asked for after this long, and then after twice as long each time. */
const firstPauseMs = 700;
const maxAttempts = 6;

/** Says when the page does not show the latest words; with JavaScript it shows them by itself when they are ready. */
export function FreshnessNotice({ document }: { document: DocumentPage }) {
  const t = useMessages();
  const { freshness } = document;
  useNewerView(freshness === "coming");
  if (freshness === "current") return null;
  if (freshness === "failed") {
    return (
      <Notice tone="warning" title={t("page.failed")}>
        {t("page.failedHelp")}
      </Notice>
    );
  }
  const reload = <ButtonLink to={documentPath(document)}>{t("page.reload")}</ButtonLink>;
  return (
    <Notice title={t("page.coming")} actions={reload}>
      {t("page.comingHelp")}
    </Notice>
  );
}

function useNewerView(coming: boolean): void {
  const { revalidate, state } = useRevalidator();
  const attempts = useRef(0);
  useEffect(() => {
    if (!coming || state !== "idle" || attempts.current >= maxAttempts) return;
    const timer = setTimeout(revalidate, firstPauseMs * 2 ** attempts.current);
    attempts.current += 1;
    return () => clearTimeout(timer);
  }, [coming, state, revalidate]);
}
