/** What a new member is invited to do first; true when done. */
export interface FirstSteps {
  card: boolean;
  space: boolean;
  theme: boolean;
}
