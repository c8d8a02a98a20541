/**
 * The component of a route that only takes forms and redirects. Remix answers a route without a component in
 * plain text; with this one, the error page of a refused form is shown in the portal's layout.
 */
export const NoPage = () => null;
