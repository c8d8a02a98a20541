import { type ActionRow, actions, type ObjectType, type Values } from "./action-table";
import type { Kind } from "./kinds";

type Actions = typeof actions;
export type Action = keyof Actions;

/** The actions that are told to the rooms. */
export type ToldAction = { [A in Action]: Actions[A]["to"] extends "audit" ? never : A }[Action];

/** The id of the object of an action; null for an action without one. */
export type ObjectOf<A extends Action> = A extends Action
  ? Actions[A] extends { on: ObjectType }
    ? string
    : null
  : never;

type Typed<D> = {
  -readonly [K in keyof D as D[K] extends keyof Values ? K : never]: D[K] extends keyof Values
    ? Values[D[K]]
    : never;
} & {
  -readonly [K in keyof D as D[K] extends `${string}?`
    ? K
    : never]?: D[K] extends `${infer V extends keyof Values}?` ? Values[V] : never;
};
type Nothing = Record<never, never>;
type Of<A extends Action, Part extends "details" | "context"> =
  Actions[A] extends Record<Part, infer D> ? Typed<D> : Nothing;

/** What the event of an action says beyond its object. */
export type DetailsOf<A extends Action> = A extends Action ? Of<A, "details"> & Of<A, "context"> : never;

/** The same without the type of one action, for code that handles any. */
export const rowOf = (action: Action): ActionRow => actions[action];

export const isTold = (action: Action): action is ToldAction => rowOf(action).to !== "audit";

/** The kind of a stored action. Earlier versions may have stored actions that are not recorded any more. */
export const kindOf = (action: string): Kind =>
  Object.hasOwn(actions, action) ? rowOf(action as Action).kind : "network";

/** Whether the truncated network of the request is kept for a week; not for contributions. */
export const keepsAddress = (action: Action): boolean => rowOf(action).kind !== "contribution";
