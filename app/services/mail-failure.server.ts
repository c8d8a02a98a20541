/**
 * What the error of a mail that could not be sent means. `recipient`: the server refuses the address for good; `content`: it
 * refuses the mail for good; `later`: it certainly has not got the mail; `unknown`: it may have got it, as the connection
 * was lost before its answer.
 */
export type MailFailure = "recipient" | "content" | "later" | "unknown";

interface SmtpError {
  responseCode?: number;
  command?: string;
  code?: string;
  /** Of an error of the socket. */
  syscall?: string;
  message?: string;
}

/** No connection was made, or no mail may be sent over it. */
const beforeMail = ["EDNS", "EAUTH", "ETLS"];

/**
 * Reads an error of nodemailer. It says "CONN" for every lost connection, also after the mail was handed over, so that only
 * what certainly came before counts as `later`.
 */
export function mailFailureOf(error: unknown): MailFailure {
  const { responseCode = 0, command = "", code = "", syscall, message = "" } = error as SmtpError;
  const permanent = responseCode >= 500 && responseCode < 600;
  if (permanent && command === "RCPT TO") return "recipient";
  if (permanent && command === "DATA") return "content";
  if (responseCode > 0 || syscall === "connect" || beforeMail.includes(code)) return "later";
  return /^(Connection timeout|Greeting never received)/.test(message) ? "later" : "unknown";
}
