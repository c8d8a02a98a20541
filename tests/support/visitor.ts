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
}

/** A visitor who has signed in as somebody, or as nobody. */
export async function signInAs(base: string, account: Account | null): Promise<Visitor> {
  const visitor = new Visitor(base);
  if (!account) return visitor;
  const { email, password } = account;
  const answer = await visitor.post("/connexion", { email, password });
  if (answer.status !== 302) throw new Error(`Signing in as ${email} gave ${answer.status}.`);
  return visitor;
}
