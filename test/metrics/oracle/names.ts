/** Names compare by NFKC, case, collapsed spaces, typographic quotes as plain; everything else stays. */
export const sameName = (name: string): string =>
  name.normalize('NFKC').replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"').trim().split(/\s+/).join(' ').toLowerCase()
