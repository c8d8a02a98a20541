import type { ComponentProps } from "react";

interface IconData {
  node: [tag: string, attributes: Record<string, string>][];
}

/**
 * Stands in for Lucide's own `createLucideIcon` (see `vite.config.ts`): each of its icons, of which a page has forty,
 * works out its attributes and shapes anew each time it is shown, for wishes that nobody here has. Ours are outlines also
 * where the style sheet does not come (the rest is in `base.css`), and as Lucide's own not read aloud unless somebody asks.
 */
export default function createLucideIcon({ node }: IconData) {
  const shapes = { __html: node.map(writeShape).join("") };
  return function Icon(props: ComponentProps<"svg">) {
    const { className, ...rest } = props;
    return (
      <svg
        viewBox="0 0 24 24"
        width="24"
        height="24"
        fill="none"
        stroke="currentColor"
        aria-hidden="true"
        {...rest}
        className={className ? `lucide ${className}` : "lucide"}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: Lucide's own shapes, which a page reads as they are
        dangerouslySetInnerHTML={shapes}
      />
    );
  };
}

function writeShape([tag, { key: _, ...attributes }]: IconData["node"][number]): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag}${written.join("")}/>`;
}
