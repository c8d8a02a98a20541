import { Outlet } from "@remix-run/react";
import { ErrorPage } from "./error-page";

/**
 * Around every page. When a form is refused Remix asks only the loaders above the one that shows the refusal: were it
 * the root, its page would have neither words nor frame.
 */
export default function EveryPage() {
  return <Outlet />;
}

export const ErrorBoundary = ErrorPage;
