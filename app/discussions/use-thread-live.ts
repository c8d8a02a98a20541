import { useCallback, useEffect, useRef, useState } from "react";
import type { Presence } from "../realtime/events";
import { applyPresence } from "../realtime/presence";
import type { LiveConnection, LiveState } from "../realtime/socket";
import { useLive } from "../realtime/use-live";
import type { PostChanges, PostView } from "./posts";

/** Time after the last typing message during which a person shows as typing; messages are sent a little more often. */
const typingMs = 6_000;
const typingEveryMs = 3_500;

/** Serialises joining and leaving, so that they keep their order when a page is left and opened again. */
let turn: Promise<unknown> = Promise.resolve();
const sequentially = <Result>(ask: () => Promise<Result>): Promise<Result> => {
  const asked = turn.then(ask);
  turn = asked.catch(() => undefined);
  return asked;
};

export interface ThreadLive {
  state: LiveState;
  /** The number of people present, and the first of them, each once. */
  presence: Presence;
  /** Names of the people who are typing. */
  typing: string[];
  /** Sends a typing message; may be called at every key. */
  sayTyping: () => void;
}

/**
 * Joins a thread's live events.
 * @param catchUp called with the latest change, after joining and at each event without content.
 * @param take called with each change that came with its content.
 */
export function useThreadLive(
  thread: string,
  catchUp: (change: number) => void,
  take: (after: number, changes: PostChanges) => void,
): ThreadLive {
  const [presence, setPresence] = useState<Presence>(alone);
  const { typing, heard, forget } = useTyping();
  const live = useRef<LiveConnection | null>(null);
  const saidAt = useRef(0);

  const enter = useCallback(
    (connection: LiveConnection) => {
      live.current = connection;
      const stops = [
        connection.on("thread:changed", (told) => {
          if (told.thread !== thread) return;
          forget();
          const { change, content } = told;
          if (!content) return catchUp(change);
          const posts = content.posts as PostView[];
          take(content.after, { change, posts, gone: [...content.gone], more: false });
        }),
        connection.on("thread:present", (told) => {
          if (told.thread === thread) setPresence((before) => applyPresence(before, told));
        }),
        connection.on("thread:typing", (told) => told.thread === thread && heard(told)),
      ];
      void sequentially(() => connection.request("thread:join", { thread })).then((answer) => {
        if (!answer.ok) return;
        setPresence({ count: answer.count, present: answer.present });
        catchUp(answer.change);
      });
      return () => {
        for (const stop of stops) stop();
        live.current = null;
        setPresence(alone);
        void sequentially(() => connection.request("thread:leave", { thread }));
      };
    },
    [thread, catchUp, take, heard, forget],
  );

  const sayTyping = useCallback(() => {
    if (Date.now() - saidAt.current < typingEveryMs) return;
    saidAt.current = Date.now();
    void live.current?.request("thread:typing", { thread });
  }, [thread]);

  return { state: useLive(enter), presence: eachOnce(presence), typing, sayTyping };
}

/** The people who are typing, removed some time after their last message. */
function useTyping() {
  const [writers, setWriters] = useState<ReadonlyMap<string, { name: string; until: number }>>(new Map());
  const heard = useCallback(({ who, name }: { who: string; name: string }) => {
    setWriters((before) => new Map(before).set(who, { name, until: Date.now() + typingMs }));
  }, []);
  /** A new post most likely comes from a person who was typing. Others who still type send another message soon. */
  const forget = useCallback(() => setWriters(new Map()), []);
  useEffect(() => {
    if (writers.size === 0) return;
    const timer = setTimeout(() => {
      setWriters((before) => new Map([...before].filter(([, { until }]) => until > Date.now())));
    }, 1_000);
    return () => clearTimeout(timer);
  }, [writers]);
  return { typing: [...new Set([...writers.values()].map(({ name }) => name))], heard, forget };
}

const alone: Presence = { count: 0, present: [] };

/** A person with two browsers open is named once. */
function eachOnce({ count, present }: Presence): Presence {
  return {
    count,
    present: [...new Map(present.map((one) => [`${one.name} ${one.organisation}`, one])).values()],
  };
}
