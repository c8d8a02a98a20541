import {
  FileArchive,
  FileAudio,
  FileImage,
  FileQuestion,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type IconComponent,
  Presentation,
} from "../ui/icons";
import type { FileKind } from "./files";
import { useMessages } from "./messages";

const icons: Record<FileKind, IconComponent> = {
  document: FileText,
  sheet: FileSpreadsheet,
  slides: Presentation,
  image: FileImage,
  audio: FileAudio,
  video: FileVideo,
  archive: FileArchive,
  other: FileQuestion,
};

/** The kind of a file, as an icon with its name. */
export function FileIcon({ kind }: { kind: FileKind }) {
  const t = useMessages();
  const Icon = icons[kind];
  return <Icon role="img" aria-label={t(`kind.${kind}`)} aria-hidden={undefined} />;
}
