import type { PortalBuild } from "./app-build";

/** What Vite makes of `app/` for the server: `#built-app` in package.json. It is not there before the first build. */
declare const build: PortalBuild;
export = build;
