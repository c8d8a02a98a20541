/** Where a quick exit leads: a page that anybody may have been reading. */
export const neutralUrl = "https://fr.wikipedia.org/wiki/Niger";
