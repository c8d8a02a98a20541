import { useLocation, useSubmit } from "@remix-run/react";
import { type ComponentProps, useEffect } from "react";

export interface FormProps extends ComponentProps<"form"> {
  /** What is shown changes in place: the page stays where it is. */
  preventScrollReset?: boolean;
}

/**
 * A form whose answer comes without the whole page being loaded anew; a plain `<form>` where it should be. Without an
 * action it goes to the address of its page. It is an element and nothing else, as `Link` is: `useForms` sends it.
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

/** Sends the forms of every page, if nobody has seen to it before; once, around them all. */
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
