import { jsxAttr, jsxTemplate } from "preact/jsx-runtime";
import type { ComponentProps } from "react";
import { type IconData, iconClass, outline, writeShapes } from "./lucide-icon";

/**
 * The same icons where pages are written, as text: an icon that is given nothing of its own is always the same one. The
 * browser makes elements of them, and finds these in their place.
 */
export default function createLucideIcon({ node }: IconData) {
  const shapes = writeShapes(node);
  const plain = [writeIcon({}, shapes)];
  return (props: ComponentProps<"svg">) =>
    jsxTemplate(isPlain(props) ? plain : [writeIcon(props, shapes)]) as unknown as JSX.Element;
}

function isPlain(props: ComponentProps<"svg">): boolean {
  for (const name in props) if (name !== "aria-hidden") return false;
  return props["aria-hidden"] === "true" || props["aria-hidden"] === undefined;
}

function writeIcon({ className, ...props }: ComponentProps<"svg">, shapes: string): string {
  const attributes = { ...outline, ...props, class: iconClass(className) };
  const written = Object.entries(attributes).map(([name, value]) => jsxAttr(name, value));
  return `<svg ${written.filter(Boolean).join(" ")}>${shapes}</svg>`;
}
