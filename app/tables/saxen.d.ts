/** What we use of saxen, which brings no types. */
declare module "saxen" {
  export class Parser {
    on(event: "openTag", handler: (name: string, attributes: () => unknown) => void): this;
    on(event: "closeTag", handler: (name: string) => void): this;
    on(event: "text" | "cdata", handler: (value: string) => void): this;
    /** @throws when the XML is broken and no handler for `error` was given */
    parse(xml: string): unknown;
  }
}
