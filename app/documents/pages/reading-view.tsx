/** The content of a document. @param html made by `reading.server.ts`, which lets only the vocabulary pass. */
export function ReadingView({ html, empty }: { html: string; empty: string }) {
  const blank = html.replace(/<[^<>]*>/g, "").trim() === "";
  if (blank) {
    return (
      <div className="sheet">
        <p className="meta">{empty}</p>
      </div>
    );
  }
  // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by us from what the vocabulary allows
  return <article className="sheet prose-sheet" dangerouslySetInnerHTML={{ __html: html }} />;
}
