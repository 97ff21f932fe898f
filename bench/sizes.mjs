const units = { '': 1, K: 1e3, M: 1e6, G: 1e9 };

/** The bytes that a size such as `200MB`, `1.5GB` or `5000` means, in decimal units; null when it is no size. */
export function bytesOf(text) {
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?([KMG]?)B?$/i.exec(text) ?? [];
  return number === undefined ? null : Math.round(Number(number) * units[unit.toUpperCase()]);
}
