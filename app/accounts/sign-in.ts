/** Not validated here: the WebAuthn library checks every part of it. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
