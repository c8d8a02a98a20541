import { prosemirrorJSONToYDoc } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { editorSchema } from "./editor-schema";
import type { TextNode } from "./text-nodes";
import { fragmentName } from "./vocabulary";

const blank: TextNode = { type: "doc", content: [{ type: "paragraph" }] };

/** The update that begins a text, and the Yjs client it was made under. */
export function firstUpdate(content: TextNode = blank): { client: number; update: Uint8Array } {
  const doc = prosemirrorJSONToYDoc(editorSchema(), content, fragmentName);
  return { client: doc.clientID, update: Y.encodeStateAsUpdate(doc) };
}
