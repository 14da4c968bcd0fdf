const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

/**
 * The CRC-32 of Ogg (RFC 3533, section 6) and NUT: polynomial 04C11DB7, most significant bit first, from 0, not inverted.
 * @param crc that of the bytes before
 */
export function crc32Forward(bytes: Uint8Array, crc = 0): number {
  let value = crc;
  for (const byte of bytes) value = ((value << 8) ^ (table[(value >>> 24) ^ byte] ?? 0)) >>> 0;
  return value >>> 0;
}
