/**
 * The keys of a row's dimensions, in their order; a blank is "". A bar inside a key is written twice, which only the
 * number of dimensions tells from a blank between two others.
 */
export function rowKeyParts(rowKey: string, dimensions: number): readonly string[] {
  const plain = rowKey.split('|')
  if (plain.length === dimensions) return plain
  return rowKey
    .replaceAll('||', BAR)
    .split('|')
    .map(part => part.replaceAll(BAR, '|'))
}

/** Stands for a bar meanwhile: no name has it. */
const BAR = '\u0000'
