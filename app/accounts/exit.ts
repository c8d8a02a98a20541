/** Destination of the quick exit: an unremarkable public page. */
export const neutralUrl = "https://fr.wikipedia.org/wiki/Niger";
