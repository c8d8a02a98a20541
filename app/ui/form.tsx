import { useLocation, useSubmit } from "@remix-run/react";
import { type ComponentProps, useEffect } from "react";

export interface FormProps extends ComponentProps<"form"> {
  /** Keeps the scroll position, for content that changes in place. */
  preventScrollReset?: boolean;
}

/**
 * A form submitted without a full page load; use a plain `<form>` for a full load. Without an action it posts to the URL
 * of its page. Like `Link` it renders only the element: `useForms` submits it.
 */
export function Form(props: FormProps) {
  const { preventScrollReset } = props;
  const { pathname, search } = useLocation();
  const { action = pathname + search } = props;
  return (
    <form
      {...props}
      {...notOfForms}
      action={action}
      data-discover="true"
      data-stay={preventScrollReset ? "" : undefined}
    />
  );
}

const notOfForms = { preventScrollReset: undefined };

/** Submits the forms of every page, unless another handler has done so; used once, around all pages. */
export function useForms(): void {
  const submit = useSubmit();
  useEffect(() => {
    const send = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement;
      if (event.defaultPrevented || !form.hasAttribute("data-discover")) return;
      event.preventDefault();
      const pressed = event.submitter as HTMLButtonElement | HTMLInputElement | null;
      submit(pressed ?? form, { preventScrollReset: form.hasAttribute("data-stay") });
    };
    document.addEventListener("submit", send);
    return () => document.removeEventListener("submit", send);
  }, [submit]);
}
