import { Outlet } from "@remix-run/react";
import { ErrorPage } from "./error-page";

/**
 * Layout route around every page. After a refused form Remix calls only the loaders above the route that shows the error:
 * if that were the root, its page would have neither messages nor frame.
 */
export default function EveryPage() {
  return <Outlet />;
}

export const ErrorBoundary = ErrorPage;
