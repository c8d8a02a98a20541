import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import { House, RotateCw } from "lucide-react";
import { ButtonLink } from "../ui/button";
import { Problem } from "../ui/problem";
import { useTexts } from "./texts";

/** Every page that could not be shown: not found, refused, too large, failed, or out of reach. */
export function ErrorPage() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const t = useTexts();
  const kind = kindOf(error);
  const again = kind === "failed" || kind === "away";
  return (
    <Problem
      title={t(`error.${kind}.title`)}
      what={t(`error.${kind}.what`)}
      kept={t(`error.${kind}.kept`)}
      todo={t(`error.${kind}.todo`)}
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

type Kind = "notFound" | "badRequest" | "tooLarge" | "failed" | "away";

/** A client navigation that got no answer at all fails with a TypeError; an answer of 503 says it itself. */
function kindOf(error: unknown): Kind {
  if (!isRouteErrorResponse(error)) return error instanceof TypeError ? "away" : "failed";
  if (error.status === 404) return "notFound";
  if (error.status === 413) return "tooLarge";
  if (error.status === 503) return "away";
  return error.status < 500 ? "badRequest" : "failed";
}
