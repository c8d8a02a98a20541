import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createRequestHandler } from "@remix-run/express";
import type { EntryContext, ServerBuild } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import express from "express";
import { renderToString } from "react-dom/server";
import { elementsOf, readNodes } from "./html-elements";

/**
 * The peer: Remix with one route that shows the same HTML, without loader, database, session or headers of ours. As one
 * string, or, asked for `elements`, as what a Remix page is made of: an element for each tag, rendered at each request.
 */
const html = (await text(process.stdin)).replace(/^<!DOCTYPE html><html[^>]*>|<\/html>[\s\S]*$/g, "");

// biome-ignore lint/security/noDangerouslySetInnerHtml: our own page, as it is
const AsString = () => <html lang="fr" dangerouslySetInnerHTML={{ __html: html }} />;
const nodes = readNodes(html);
const AsElements = () => <html lang="fr">{elementsOf(nodes)}</html>;
const Page = process.argv.includes("elements") ? AsElements : AsString;

const route = {
  id: "root",
  path: "*",
  hasAction: false,
  hasLoader: false,
  hasErrorBoundary: false,
  hasClientAction: false,
  hasClientLoader: false,
};
const build = {
  entry: {
    module: {
      default(request: Request, status: number, headers: Headers, context: EntryContext) {
        headers.set("Content-Type", "text/html; charset=utf-8");
        const page = renderToString(<RemixServer context={context} url={request.url} />);
        return new Response(`<!DOCTYPE html>${page}`, { status, headers });
      },
    },
  },
  routes: { root: { ...route, module: { default: Page } } },
  assets: {
    entry: { imports: [], module: "" },
    url: "",
    version: "1",
    routes: { root: { ...route, module: "" } },
  },
  publicPath: "/",
  assetsBuildDirectory: "",
  mode: "production",
  isSpaMode: false,
  basename: "/",
  future: { v3_singleFetch: true },
} as unknown as ServerBuild;

const app = express();
app.disable("x-powered-by");
app.all("*", createRequestHandler({ build, mode: "production" }));
const server = app.listen(0, "127.0.0.1", () => {
  process.stdout.write(`answers at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
