import type { VNode } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import type { KeptProps } from "./kept";

const written = new Map<string, string[]>();
/** So many pieces, of a few kilobytes each, are kept at a time. */
const most = 500;

/** Stands in for `Kept` where pages are written. @param context what a component finds around it, as Preact gives it */
export function Kept({ by, children }: KeptProps, context: object) {
  const known = written.get(by);
  if (known) return jsxTemplate(known);
  const text = [renderToString(children() as VNode, context)];
  if (written.size === most) written.clear();
  written.set(by, text);
  return jsxTemplate(text);
}
