import { useRef, useState } from "react";
import { Avatar } from "../ui/avatar";
import { SubmitButton } from "../ui/button";
import { Form } from "../ui/form";
import { Save, Trash2 } from "../ui/icons";
import { Notice } from "../ui/notice";
import type { RefusalReason } from "./files";
import { useMessages } from "./messages";
import { PictureCrop } from "./picture-crop";

interface PictureFormProps {
  kind: "organisation" | "person";
  name: string;
  acronym?: string | null;
  picture: string | null;
  refused: RefusalReason | null;
}

/** Chooses a logo or portrait. With JavaScript the square is chosen here; without it the middle of the image is taken. */
export function PictureForm({ kind, name, acronym, picture, refused }: PictureFormProps) {
  const t = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const [image, setImage] = useState<ImageBitmap | null>(null);
  async function open(file: File | undefined) {
    setImage(file ? await createImageBitmap(file).catch(() => null) : null);
  }
  /** Sends the chosen square instead of the whole image. */
  function crop(square: Blob) {
    if (!input.current) return;
    const list = new DataTransfer();
    list.items.add(new File([square], "image.png", { type: square.type }));
    input.current.files = list.files;
  }
  return (
    <>
      <p>
        <Avatar kind={kind} size="large" name={name} acronym={acronym} picture={picture} />
      </p>
      {refused && (
        <Notice tone="error" role="alert">
          {t(`refusal.${refused}`)}
        </Notice>
      )}
      <form method="post" encType="multipart/form-data" className="form">
        <div className="field">
          <label htmlFor="image">{t("picture.choose")}</label>
          <p className="hint" id="image-aide">
            {t("picture.chooseHelp")}
          </p>
          <input
            ref={input}
            id="image"
            type="file"
            name="image"
            accept="image/*"
            required
            aria-describedby="image-aide"
            onChange={(event) => void open(event.currentTarget.files?.[0])}
          />
        </div>
        {image && <PictureCrop image={image} round={kind === "person"} onCrop={crop} />}
        <SubmitButton icon={Save}>{t("picture.save")}</SubmitButton>
      </form>
      {picture && (
        <Form method="post">
          <SubmitButton kind="quiet" icon={Trash2}>
            {t("picture.remove")}
          </SubmitButton>
        </Form>
      )}
    </>
  );
}
