import { X } from "../ui/icons";
import { Link } from "../ui/link";
import { useMessages } from "./messages";
import type { PostView, QuotationView } from "./posts";
import { postPath, threadPath } from "./threads";

interface QuotationProps {
  quote: QuotationView;
  thread: { id: string; slug: string };
}

/** What a reply answers, above its own words; nothing of a post that may not be read any more. */
export function Quotation({ quote, thread }: QuotationProps) {
  const t = useMessages();
  if ("gone" in quote) return <p className="quoted gone">{t("post.quoteGone")}</p>;
  return (
    <figure className="quoted">
      <figcaption>
        <Link to={postPath(thread, quote.post)} dir="auto">
          {quote.author}
        </Link>
      </figcaption>
      <blockquote dir="auto">{quote.excerpt}</blockquote>
    </figure>
  );
}

/** A post that the form answers. */
export type Quoted = Pick<PostView, "id" | "author"> & { excerpt: string };

interface QuotingProps {
  quoted: Quoted;
  thread: { id: string; slug: string };
  /** Takes the quotation away; without scripts a link does. */
  onRemove: () => void;
}

/** What is being answered, in the form. */
export function Quoting({ quoted, thread, onRemove }: QuotingProps) {
  const t = useMessages();
  return (
    <figure className="quoted">
      <input type="hidden" name="quote" value={quoted.id} />
      <figcaption>{t("post.quoteOf", { author: quoted.author })}</figcaption>
      <blockquote dir="auto">{quoted.excerpt}</blockquote>
      <Link
        to={`${threadPath(thread)}#ecrire`}
        className="icon-button"
        aria-label={t("post.unquote")}
        title={t("post.unquote")}
        onClick={(event) => {
          event.preventDefault();
          onRemove();
        }}
      >
        <X aria-hidden="true" />
      </Link>
    </figure>
  );
}
