import "@remix-run/node";

declare module "@remix-run/node" {
  /** Loaders and actions keep their types on the way to the page. */
  interface Future {
    v3_singleFetch: true;
  }

  /** What the server gives to every loader and action of one request. */
  interface AppLoadContext {
    /** For the Content-Security-Policy; fresh for each response. */
    nonce: string;
    /** Also in the response's `X-Request-Id` and in every log line of the request. */
    requestId: string;
    /** Groups of messages that the matched routes ask for in their `handle`. */
    messageGroups: string[];
    /** A page that is open asks for the data of another one; otherwise a whole page is written. */
    navigates: boolean;
    /** Adds a header to the answer, whatever the answer will be. */
    alsoAnswer: (name: string, value: string) => void;
    /** How far the connection has taken what was written to it, for what is made while it is sent. */
    sending: {
      /** Resolves once more can be written; false when nobody reads any more. */
      drained: () => Promise<boolean>;
      /** Ends the connection, so that what was sent is not taken for the whole. */
      breakOff: () => void;
    };
    /** Set when a query found the database away: the answer is then the clear page that retries by itself. */
    databaseAway?: boolean;
  }
}
