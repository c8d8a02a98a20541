import { useNavigation } from "@remix-run/react";
import { type ComponentProps, type MouseEvent, type ReactNode, useEffect, useState } from "react";
import type { IconComponent } from "./icons";
import { LoaderCircle } from "./icons";
import { Link, type LinkProps } from "./link";

export interface ButtonLook {
  /** `main` at most once a page; `plain` by default; `quiet` beside another button; `danger` for irreversible actions. */
  kind?: "main" | "plain" | "quiet" | "danger";
  icon?: IconComponent;
  /** 36 px high instead of 44, for rows of buttons on wide screens (touch targets stay 44 px). */
  small?: boolean;
  /** Full width of the container. */
  wide?: boolean;
}

/** Classes that give another element (a `<summary>`) the look of a button. */
export function buttonClass({ kind = "plain", small, wide }: ButtonLook, more?: string): string {
  return ["button", kind, small && "small", wide && "wide", more].filter(Boolean).join(" ");
}

function Inside({ icon: Icon, children }: { icon?: IconComponent; children: ReactNode }) {
  return (
    <>
      {Icon && <Icon aria-hidden="true" />}
      <span className="button-text">{children}</span>
    </>
  );
}

type ButtonProps = ButtonLook & ComponentProps<"button">;

/** A button for an action in the page. To send a form use `SubmitButton`. */
export function Button({ kind, icon, small, wide, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={buttonClass({ kind, small, wide }, className)}>
      <Inside icon={icon}>{children}</Inside>
    </button>
  );
}

type SubmitButtonProps = ButtonProps & {
  /** Set by a fetcher; otherwise derived from the navigation state. */
  pending?: boolean;
  /** Text shown while pending: "Publication…". */
  pendingText?: ReactNode;
};

/** Submits the form. While pending it shows a spinner, keeps the focus and ignores further clicks. */
export function SubmitButton({ pending, pendingText, onClick, kind = "main", ...props }: SubmitButtonProps) {
  const { icon, small, wide, className, children, ...rest } = props;
  const idle = useNavigation().state === "idle";
  const [pressed, setPressed] = useState(false);
  useEffect(() => {
    if (idle) setPressed(false);
  }, [idle]);
  const busy = pending ?? (pressed && !idle);

  function press(event: MouseEvent<HTMLButtonElement>) {
    if (busy) event.preventDefault();
    else setPressed(true);
    onClick?.(event);
  }

  return (
    <button
      type="submit"
      {...rest}
      onClick={press}
      aria-disabled={busy || undefined}
      className={buttonClass({ kind, small, wide }, busy ? `busy ${className ?? ""}` : className)}
    >
      <Inside icon={busy ? LoaderCircle : icon}>{busy && pendingText ? pendingText : children}</Inside>
    </button>
  );
}

type ButtonLinkProps = ButtonLook & LinkProps;

/** A link that looks like a button, for navigation. */
export function ButtonLink({ kind, icon, small, wide, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass({ kind, small, wide }, className)}>
      <Inside icon={icon}>{children}</Inside>
    </Link>
  );
}

type IconButtonProps = Omit<ComponentProps<"button">, "children"> & { icon: IconComponent; label: string };

/** A button with only an icon; the label is read by screen readers and shown on hover. */
export function IconButton({ icon: Icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={`icon-button ${className ?? ""}`}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
