/** Types for the used part of email-reply-parser, which has none. */
declare module "email-reply-parser" {
  export default class EmailReplyParser {
    /** What the author of a reply wrote: without quotations and signatures. */
    parseReply(text: string): string;
  }
}
