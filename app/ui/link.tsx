import { useLocation, useNavigate } from "@remix-run/react";
import { type ComponentProps, useEffect } from "react";

export interface LinkProps extends Omit<ComponentProps<"a">, "href" | "ref"> {
  /** An address of this portal, from its root on. */
  to: string;
  /** What is shown changes in place: the page stays where it is. */
  preventScrollReset?: boolean;
  /** Loads the whole page anew: what is open may be what is wrong. */
  reloadDocument?: boolean;
}

/**
 * A way to another page of the portal. It is an anchor and nothing else, where Remix's own makes three components of each:
 * a page has a hundred, and they were a tenth of what it costs. `useLinks` follows them.
 */
export function Link(props: LinkProps) {
  const { to, preventScrollReset, reloadDocument } = props;
  return (
    <a
      {...props}
      {...notOfAnchors}
      href={to}
      data-discover={reloadDocument ? undefined : "true"}
      data-stay={preventScrollReset ? "" : undefined}
    />
  );
}

/** Taken back like this; taken apart, with what is left over, each link would cost three times as much. */
const notOfAnchors = {
  to: undefined,
  end: undefined,
  preventScrollReset: undefined,
  reloadDocument: undefined,
};

interface NavLinkProps extends LinkProps {
  /** Current only on exactly this address, not on those below it. */
  end: boolean;
}

/** A link that knows whether it leads to where one is. */
export function NavLink(props: NavLinkProps) {
  const { to, end } = props;
  const { pathname } = useLocation();
  return <Link {...props} aria-current={isCurrent(to, end, pathname) ? "page" : undefined} />;
}

/** Whether a link leads to the page that is open or (unless it has to match exactly) to one above it. */
export function isCurrent(to: string, end: boolean, pathname: string): boolean {
  const [target, here] = [withoutSlugs(to), withoutSlugs(pathname)];
  return here === target || (!end && here.startsWith(`${target}/`));
}

/** Only the id of `<id>-<slug>` counts: a redirect after a form leads to an address without the slug. */
const withoutSlugs = (path: string): string =>
  path.replace(/(\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})-[^/]*/g, "$1");

/** Follows the links of every page without loading the whole of it anew; once, around them all. */
export function useLinks(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[data-discover]") : null;
      if (!link || event.defaultPrevented || isForTheBrowser(event, link)) return;
      event.preventDefault();
      const to = link.getAttribute("href") ?? "";
      const { pathname, search, hash } = window.location;
      navigate(to, {
        replace: to === pathname + search + hash,
        preventScrollReset: link.hasAttribute("data-stay"),
      });
    };
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [navigate]);
}

/** Into another tab or window, or onto the disk. */
const isForTheBrowser = (event: MouseEvent, link: Element) =>
  event.button !== 0 ||
  event.metaKey ||
  event.ctrlKey ||
  event.shiftKey ||
  event.altKey ||
  link.hasAttribute("target") ||
  link.hasAttribute("download");
