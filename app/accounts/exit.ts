/** Where a quick exit leads: a page that anybody may have been reading. */
export const neutralPlace = "https://fr.wikipedia.org/wiki/Niger";
