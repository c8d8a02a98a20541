/** Types for the used part of saxen, which has none. */
declare module "saxen" {
  export class Parser {
    on(event: "openTag", handler: (name: string, attributes: () => unknown) => void): this;
    on(event: "closeTag", handler: (name: string) => void): this;
    on(event: "text" | "cdata", handler: (value: string) => void): this;
    /** @throws on broken XML without an `error` handler */
    parse(xml: string): unknown;
  }
}
