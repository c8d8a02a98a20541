/** The largest update of a text that is taken, in bytes; about a hundred typed pages in one piece. */
export const maxUpdateBytes = 256 * 1024;
