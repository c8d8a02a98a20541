import type { ComponentProps } from "react";

export interface IconData {
  node: [tag: string, attributes: Record<string, string>][];
}

/** Outlines also where the style sheet does not come (the rest is in `base.css`); not read aloud unless somebody asks. */
export const outline = {
  viewBox: "0 0 24 24",
  width: "24",
  height: "24",
  fill: "none",
  stroke: "currentColor",
  "aria-hidden": "true",
} as const;

/**
 * Stands in for Lucide's own `createLucideIcon` (see `vite.config.ts`): each of its icons, of which a page has forty,
 * works out its attributes and shapes anew each time it is shown, for wishes that nobody here has.
 */
export default function createLucideIcon({ node }: IconData) {
  const shapes = { __html: writeShapes(node) };
  return function Icon({ className, ...rest }: ComponentProps<"svg">) {
    return (
      <svg
        {...outline}
        {...rest}
        className={iconClass(className)}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: Lucide's own shapes, which a page reads as they are
        dangerouslySetInnerHTML={shapes}
      />
    );
  };
}

export const iconClass = (more?: string) => (more ? `lucide ${more}` : "lucide");

export const writeShapes = (node: IconData["node"]): string => node.map(writeShape).join("");

function writeShape([tag, { key: _, ...attributes }]: IconData["node"][number]): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag}${written.join("")}/>`;
}
