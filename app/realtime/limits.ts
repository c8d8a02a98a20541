/** Maximum size of a document update, in bytes; about a hundred typed pages at once. */
export const maxUpdateBytes = 256 * 1024;
