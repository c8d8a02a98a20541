import { setTimeout as delay } from "node:timers/promises";
import { decodeBase32 } from "@oslojs/encoding";
import { generateHOTP } from "@oslojs/otp";

/** A browser without JavaScript, as far as HTTP goes: keeps cookies, sends our Origin, does not follow redirects. */
export class Visitor {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();

  constructor(base: string) {
    this.#base = base;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return await this.#send(path, { headers });
  }

  /** Sends a form. `fields` may also be the raw body, for what no page of ours sends. */
  async post(
    path: string,
    fields: Record<string, string> | URLSearchParams | string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = typeof fields === "string" ? fields : new URLSearchParams(fields).toString();
    return await this.#send(path, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        Origin: new URL(this.#base).origin,
        ...headers,
      },
    });
  }

  /** What a signed-in browser holds. */
  get cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async #send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const headers = { ...init.headers, ...(this.#cookies.size > 0 && { Cookie: this.cookieHeader }) };
    const response = await fetch(new URL(path, this.#base), { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  #keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split(";");
    const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
    const over = attributes.some((attribute) => attribute.trim().toLowerCase() === "max-age=0");
    if (over || value === "") this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

/** What one signs in with. */
export interface Account {
  email: string;
  password: string;
  totpSecret?: string;
}

/** A visitor, signed in as this account, or not signed in. */
export async function signInAs(base: string, account: Account | null): Promise<Visitor> {
  const visitor = new Visitor(base);
  if (!account) return visitor;
  const { email, password, totpSecret } = account;
  const answer = await visitor.post("/connexion", { email, password });
  const last = totpSecret && answer.status === 200 ? await sendCode(base, visitor, answer, account) : answer;
  if (last.status !== 302) throw new Error(`Signing in as ${email} gave ${last.status}.`);
  return visitor;
}

/** The second step, with a code that was not used before. */
async function sendCode(
  base: string,
  visitor: Visitor,
  first: Response,
  account: Account,
): Promise<Response> {
  const [, step = ""] = /name="step" value="([^"]+)"/.exec(await first.text()) ?? [];
  return await visitor.post("/connexion", { step, code: await freshCode(base, account) });
}

const periodMs = 30_000;
/** A slow machine takes so long from making a code to looking at it. */
const onTheWayMs = 10_000;
const used = new Map<string, number>();

/** For tests that sign in more often than codes change: they make the portal forget the used codes too. */
export const forgetUsedCodes = (): void => used.clear();

/**
 * A code of the account's app that this test file has not sent to this portal before: a code works once, and none
 * before it any more. Three are good at any time, and the oldest for a moment only: near its end the next is taken;
 * a test that needs a further one waits for it.
 */
export async function freshCode(base: string, { email, totpSecret = "" }: Account): Promise<string> {
  const key = `${base} ${email}`;
  const step = Math.max((used.get(key) ?? 0) + 1, Math.floor((Date.now() + onTheWayMs) / periodMs) - 1);
  used.set(key, step);
  await delay(Math.max(0, (step - 1) * periodMs - Date.now()));
  return generateHOTP(decodeBase32(totpSecret), BigInt(step), 6);
}
