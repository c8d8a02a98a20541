/**
 * Whose password the form asks for, where the page shows no field for it: password managers keep a new password under this name,
 * or offer the one they have. It has no name of its own, so it is not sent.
 */
export function AccountName({ email }: { email: string }) {
  return <input type="email" autoComplete="username" value={email} readOnly hidden />;
}
