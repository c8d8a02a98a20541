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
}

/** The commands of SMTP before the mail itself is handed over. */
const beforeData = /^(CONN|EHLO|HELO|LHLO|STARTTLS|AUTH.*|MAIL FROM|RCPT TO|API)$/;

/** Reads an error of nodemailer: the last command and the server's answer to it. */
export function mailFailureOf(error: unknown): MailFailure {
  const { responseCode = 0, command = "", code = "" } = error as SmtpError;
  const permanent = responseCode >= 500 && responseCode < 600;
  if (permanent && command === "RCPT TO") return "recipient";
  if (permanent && command === "DATA") return "content";
  if (responseCode > 0 || beforeData.test(command)) return "later";
  return ["EDNS", "EAUTH", "ECONNECTION", "ECONNREFUSED"].includes(code) ? "later" : "unknown";
}
