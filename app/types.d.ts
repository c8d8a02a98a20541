import "@remix-run/node";

declare module "@remix-run/node" {
  /** Makes loader and action types available in components (single fetch). */
  interface Future {
    v3_singleFetch: true;
  }

  /** Request context that the server passes to every loader and action. */
  interface AppLoadContext {
    /** The Content-Security-Policy nonce; new for each response. */
    nonce: string;
    /** Also in the response's `X-Request-Id` and in every log line of the request. */
    requestId: string;
    /** Message groups that the matched routes request in their `handle`. */
    messageGroups: string[];
    /** True for a client navigation; false for a full page load. */
    navigates: boolean;
    /** Adds a response header, whichever response is sent. */
    alsoAnswer: (name: string, value: string) => void;
    /** Backpressure of the connection, for responses that are generated while they are sent. */
    sending: {
      /** Resolves when more can be written; false when the client has disconnected. */
      drained: () => Promise<boolean>;
      /** Aborts the connection, so that the client does not take a partial response for a complete one. */
      breakOff: () => void;
    };
    /** Set when a query finds the database away; the response is then the self-reloading 503 page. */
    databaseAway?: boolean;
  }
}
