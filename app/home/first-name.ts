/** The first word of a name, for a greeting. */
export const firstNameOf = (name: string): string => name.trim().split(/\s+/u)[0] ?? "";
