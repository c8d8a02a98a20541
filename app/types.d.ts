/** Loaders and actions keep their types on the way to the page: what `v3_singleFetch` makes true. */
import "@remix-run/server-runtime";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}
