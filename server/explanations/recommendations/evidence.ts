const SHOWN = 5

/** The first few lines, and how many more there are: nothing is left out in silence. */
export function evidence(lines: readonly string[], more: string): string[] {
  const rest = lines.length - SHOWN
  return rest > 0 ? [...lines.slice(0, SHOWN), `and ${rest} more ${more}`] : [...lines]
}
