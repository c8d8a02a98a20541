import { roomTexts } from "../i18n/texts";
import type catalogue from "./messages.fr.json";

export const { useTexts, Text } = roomTexts<typeof catalogue>("secretariat");
