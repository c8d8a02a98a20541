import { readFileSync } from "node:fs";
import type { ServerBuild } from "@remix-run/node";
import * as React from "react";
import { elementsOf, readNodes } from "./html-elements";

/**
 * The server build of a bare Remix app: one route that shows the HTML of a file, an element for each tag, and Remix's own
 * entry, which an app without one of its own gets.
 */
const html = readFileSync(process.env.BARE_HTML ?? "", "utf8");
const nodes = readNodes(html.replace(/^<!DOCTYPE html><html[^>]*>|<\/html>[\s\S]*$/g, ""));
const Page = () => <html lang="fr">{elementsOf(nodes)}</html>;

// As it lies in its package, it looks for React where everybody does.
Object.assign(globalThis, { React });
const itsOwnEntry = "../../../node_modules/@remix-run/dev/dist/config/defaults/entry.server.node.tsx";
const route = {
  id: "root",
  path: "*",
  hasAction: false,
  hasLoader: false,
  hasErrorBoundary: false,
  hasClientAction: false,
  hasClientLoader: false,
};

export const entry = { module: await import(itsOwnEntry) };
export const routes = { root: { ...route, module: { default: Page } } };
export const assets: ServerBuild["assets"] = {
  entry: { imports: [], module: "" },
  url: "",
  version: "1",
  routes: { root: { ...route, module: "" } },
};
export const assetsBuildDirectory = "build/client";
export const publicPath = "/assets/";
export const basename = "/";
export const mode = "production";
export const isSpaMode = false;
export const future = { v3_singleFetch: true };
