export const maxMessageLength = 1_000;
