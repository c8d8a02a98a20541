import type { PlaceOf } from "./network-people";

/** A person of an organisation, as its own people see them. */
export interface Colleague extends Pick<PlaceOf, "id" | "role"> {
  personId: string;
  name: string;
  function: string | null;
  picture: string | null;
  /** Only for viewers who manage the organisation. */
  email: string | null;
  /** Whether the reader may lock this person's account in an emergency. */
  locks: boolean;
}
