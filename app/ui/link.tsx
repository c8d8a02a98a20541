import { useLocation, useNavigate } from "@remix-run/react";
import { type ComponentProps, useEffect } from "react";

export interface LinkProps extends Omit<ComponentProps<"a">, "href" | "ref"> {
  /** A path of this portal, from the root. */
  to: string;
  /** Keeps the scroll position, for content that changes in place. */
  preventScrollReset?: boolean;
  /** Loads the full page, because the current one may be broken. */
  reloadDocument?: boolean;
}

/**
 * A link within the portal. Renders only an anchor, where Remix's own link renders three components: pages have about a
 * hundred links, which took a tenth of the render time. `useLinks` handles the clicks.
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

/** Overriding these props with undefined costs a third of destructuring with a rest object. */
const notOfAnchors = {
  to: undefined,
  end: undefined,
  preventScrollReset: undefined,
  reloadDocument: undefined,
};

interface NavLinkProps extends LinkProps {
  /** Current only on exactly this path, not on paths below it. */
  end: boolean;
}

/** A link that sets `aria-current` on the current page. */
export function NavLink(props: NavLinkProps) {
  const { to, end } = props;
  const { pathname } = useLocation();
  return <Link {...props} aria-current={isCurrent(to, end, pathname) ? "page" : undefined} />;
}

/** Whether a link leads to the current page or (unless it must match exactly) to a parent of it. */
export function isCurrent(to: string, end: boolean, pathname: string): boolean {
  const [target, here] = [withoutSlugs(to), withoutSlugs(pathname)];
  return here === target || (!end && here.startsWith(`${target}/`));
}

/** Only the id of `<id>-<slug>` counts: a redirect after a form leads to a URL without the slug. */
const withoutSlugs = (path: string): string =>
  path.replace(/(\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})-[^/]*/g, "$1");

/** Client-side navigation for the links of every page; used once, around all pages. */
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

/** Opens in another tab or window, or downloads. */
const isForTheBrowser = (event: MouseEvent, link: Element) =>
  event.button !== 0 ||
  event.metaKey ||
  event.ctrlKey ||
  event.shiftKey ||
  event.altKey ||
  link.hasAttribute("target") ||
  link.hasAttribute("download");
