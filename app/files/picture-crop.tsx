import { useEffect, useRef, useState } from "react";
import { useMessages } from "./messages";

/** Side of the square that is sent, in pixels. */
const side = 320;
const maxZoom = 4;

interface PictureCropProps {
  image: ImageBitmap;
  /** Portraits are shown round. */
  round: boolean;
  onCrop: (square: Blob) => void;
}

/** Chooses a square of an image by dragging it and by three sliders, which the keyboard moves too. */
export function PictureCrop({ image, round, onCrop }: PictureCropProps) {
  const t = useMessages();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [zoom, setZoom] = useState(1);
  const [at, setAt] = useState({ x: 50, y: 50 });
  const latest = useRef(onCrop);
  latest.current = onCrop;
  useEffect(() => {
    const drawn = canvas.current?.getContext("2d");
    if (!drawn) return undefined;
    const edge = Math.min(image.width, image.height) / zoom;
    const left = ((image.width - edge) * at.x) / 100;
    const top = ((image.height - edge) * at.y) / 100;
    drawn.clearRect(0, 0, side, side);
    drawn.drawImage(image, left, top, edge, edge, 0, 0, side, side);
    const timer = setTimeout(() => canvas.current?.toBlob((blob) => blob && latest.current(blob)), 100);
    return () => clearTimeout(timer);
  }, [image, zoom, at]);

  /** The image follows the pointer. */
  function drag(event: React.PointerEvent<HTMLCanvasElement>) {
    if (event.buttons === 0) return;
    const { movementX, movementY } = event;
    const step = 100 / side / Math.max(0.2, zoom - 0.8);
    const within = (value: number) => Math.min(100, Math.max(0, value));
    setAt(({ x, y }) => ({ x: within(x - movementX * step), y: within(y - movementY * step) }));
  }
  const sliders = [
    ["zoom", zoom * 100, 100, maxZoom * 100, (value: number) => setZoom(value / 100)],
    ["across", at.x, 0, 100, (x: number) => setAt((before) => ({ ...before, x }))],
    ["down", at.y, 0, 100, (y: number) => setAt((before) => ({ ...before, y }))],
  ] as const;
  return (
    <div className="picture-crop">
      <canvas
        ref={canvas}
        width={side}
        height={side}
        className={round ? "round" : undefined}
        aria-label={t("picture.crop")}
        role="img"
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
      {sliders.map(([name, value, min, max, set]) => (
        <label key={name}>
          {t(`picture.${name}`)}
          <input
            type="range"
            min={min}
            max={max}
            value={value}
            onInput={(event) => set(Number(event.currentTarget.value))}
          />
        </label>
      ))}
    </div>
  );
}
