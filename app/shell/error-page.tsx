import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import type { BadRequestBecause, ForbiddenBecause, LostWords } from "../http/errors";
import { ButtonLink } from "../ui/button";
import { House, RotateCw } from "../ui/icons";
import { Problem } from "../ui/problem";
import { useMessages } from "./messages";

/** The error page: not found, forbidden, too large, failed, or database away. */
export function ErrorPage() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const t = useMessages();
  const kind = kindOf(error);
  const words = wordsOf(error);
  const again = kind === "failed" || kind === "away";
  return (
    <Problem
      title={t(`error.${kind}.title`)}
      what={t(`error.${kind}.what`)}
      kept={words.length > 0 ? <Words words={words} /> : t(`error.${kind}.kept`)}
      todo={words.length > 0 ? t("error.words.todo") : t(`error.${kind}.todo`)}
      actions={
        <>
          {again && (
            <ButtonLink kind="main" icon={RotateCw} to={pathname + search} reloadDocument>
              {t("error.again")}
            </ButtonLink>
          )}
          <ButtonLink icon={House} to="/">
            {t("error.home")}
          </ButtonLink>
        </>
      }
    />
  );
}

/** What the sender of the form wrote, to be copied. */
function Words({ words }: LostWords) {
  const t = useMessages();
  return (
    <>
      <p>{t("error.words.kept")}</p>
      {words.map((text) => (
        <textarea
          key={text}
          aria-label={t("error.words.label")}
          rows={Math.min(12, text.split("\n").length + 1)}
          readOnly
          dir="auto"
        >
          {text}
        </textarea>
      ))}
    </>
  );
}

function wordsOf(error: unknown): string[] {
  const words: unknown = isRouteErrorResponse(error) ? error.data?.words : undefined;
  return Array.isArray(words) ? [...new Set(words)].filter((text) => typeof text === "string") : [];
}

type Kind =
  | "notFound"
  | "badRequest"
  | "frozen"
  | "readOnly"
  | "noMandate"
  | "notRunning"
  | "tooLarge"
  | "failed"
  | "away";

/** The message for the reason of a 403; see `forbidden`. */
const forbiddenKinds: Record<ForbiddenBecause, Kind> = {
  frozen: "frozen",
  "read-only": "readOnly",
  closed: "readOnly",
  "no-mandate": "noMandate",
  "not-running": "notRunning",
};

/** A client navigation without a response fails with a TypeError; a 503 response is handled by its status. */
function kindOf(error: unknown): Kind {
  if (!isRouteErrorResponse(error)) return error instanceof TypeError ? "away" : "failed";
  if (error.status === 404) return "notFound";
  if (error.status === 403 && isReason(error.data)) return forbiddenKinds[error.data];
  if (error.data === ("too-large" satisfies BadRequestBecause)) return "tooLarge";
  if (error.status === 503) return "away";
  return error.status < 500 ? "badRequest" : "failed";
}

const isReason = (data: unknown): data is ForbiddenBecause =>
  typeof data === "string" && Object.hasOwn(forbiddenKinds, data);
