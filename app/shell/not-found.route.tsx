import { notFound } from "../http/errors";

/** Every address that is not in the table. */
export const loader = () => notFound();
export const action = () => notFound();

export default function NotFound() {
  return null;
}
