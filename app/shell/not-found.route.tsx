import { notFound } from "../http/errors";

/** The 404 page for unknown URLs. */
export const loader = () => notFound();
export const action = () => notFound();

export default function NotFound() {
  return null;
}
