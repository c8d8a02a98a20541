/**
 * The account of a password form without a visible mail field, so that password managers save or fill the right entry. The
 * input has no name and is not submitted.
 */
export function AccountName({ email }: { email: string }) {
  return <input type="email" autoComplete="username" value={email} readOnly hidden />;
}
