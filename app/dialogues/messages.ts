import { roomMessages } from "../i18n/messages";
import type catalogue from "./messages.fr.json";

export const { useMessages } = roomMessages<typeof catalogue>("dialogues");
