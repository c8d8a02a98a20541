/**
 * The page of an address that only takes forms and leads back to another: it has none of its own. Remix answers an
 * address without a page in bare words; with this one, a form that is refused is told why in the frame of the portal.
 */
export const NoPage = () => null;
