import type { GreyPicture } from '../../tools/opencv.ts';

/** A picture made smaller by averaging; one that is small enough is returned as it is. */
export function reduced(picture: GreyPicture, factor: number): GreyPicture {
  if (factor <= 1) return picture;
  const width = Math.max(1, Math.round(picture.width / factor));
  const height = Math.max(1, Math.round(picture.height / factor));
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * picture.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * picture.height) / height));
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * picture.width) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * picture.width) / width));
      data[y * width + x] = meanOf(picture, left, top, right, bottom);
    }
  }
  return { width, height, data };
}

function meanOf({ data, width }: GreyPicture, left: number, top: number, right: number, bottom: number): number {
  let sum = 0;
  for (let y = top; y < bottom; y++) for (let at = y * width + left; at < y * width + right; at++) sum += data[at] as number;
  return Math.round(sum / ((right - left) * (bottom - top)));
}

/** A picture as a mirror shows it. */
export function mirrored({ width, height, data }: GreyPicture): GreyPicture {
  const flipped = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    flipped.set(
      data
        .subarray(y * width, (y + 1) * width)
        .slice()
        .reverse(),
      y * width,
    );
  }
  return { width, height, data: flipped };
}

/** A picture in colour (red, green, blue) in grey, by the weights of BT.601; one in grey as it is. */
export function greyIn({ width, height, data }: GreyPicture): GreyPicture {
  if (data.length === width * height) return { width, height, data };
  const grey = new Uint8Array(width * height);
  for (let at = 0, of = 0; at < grey.length; at++, of += 3) {
    const [red, green, blue] = [data[of] as number, data[of + 1] as number, data[of + 2] as number];
    grey[at] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return { width, height, data: grey };
}
