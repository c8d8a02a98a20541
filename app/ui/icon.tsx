import type { ComponentProps, ReactElement } from "react";

export type IconComponent = (props: ComponentProps<"svg">) => ReactElement;

/**
 * Creates an icon component. Hidden from screen readers unless it has a label.
 * @param shapes inner SVG markup, 24 units wide and high: trusted, generated from Lucide (see icons.ts).
 */
export function icon(shapes: string): IconComponent {
  const html = { __html: shapes };
  return ({ className, ...rest }) => (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
      {...rest}
      className={className ? `lucide ${className}` : "lucide"}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: generated shapes, never a person's words
      dangerouslySetInnerHTML={html}
    />
  );
}
