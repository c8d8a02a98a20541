import { useNavigation } from "@remix-run/react";
import { type ComponentProps, type MouseEvent, type ReactNode, useEffect, useState } from "react";
import type { IconComponent } from "./icons";
import { LoaderCircle } from "./icons";
import { Link, type LinkProps } from "./link";

export interface ButtonLook {
  /** One main button a page; plain otherwise; quiet beside another; danger for what cannot be undone. */
  kind?: "main" | "plain" | "quiet" | "danger";
  icon?: IconComponent;
  /** 36 px instead of 44, for rows of small acts on a wide screen (a finger still gets 44). */
  small?: boolean;
  /** The whole width of its place. */
  wide?: boolean;
}

/** The classes of a button, for whatever must look like one (a `<summary>`). */
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

/** A button that does something in the page. To send a form take `SubmitButton`. */
export function Button({ kind, icon, small, wide, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={buttonClass({ kind, small, wide }, className)}>
      <Inside icon={icon}>{children}</Inside>
    </button>
  );
}

type SubmitButtonProps = ButtonProps & {
  /** Given by a fetcher; otherwise the button knows by itself that it was pressed and the page is on its way. */
  pending?: boolean;
  /** What is read while it is on its way: "Publication…". */
  pendingText?: ReactNode;
};

/** Sends the form. While the answer is on its way it turns, keeps the focus and cannot be pressed twice. */
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

/** A link that looks like a button: it leads somewhere. */
export function ButtonLink({ kind, icon, small, wide, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass({ kind, small, wide }, className)}>
      <Inside icon={icon}>{children}</Inside>
    </Link>
  );
}

type IconButtonProps = Omit<ComponentProps<"button">, "children"> & { icon: IconComponent; label: string };

/** A button that is only an icon; its label is read, and shown on hover. */
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
