const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = string

/** How many records at the top of a file decide its delimiter. */
const RECORDS = 30

/** The number of fields of each of the first records, quotes respected; the last, perhaps cut, record is left out. */
function fieldCounts(text: string, delimiter: string, complete: boolean): number[] {
  const counts: number[] = []
  let [fields, quoted, fieldStart, blank] = [1, false, true, true]
  for (let at = 0; at < text.length && counts.length < RECORDS; at++) {
    const char = text[at]
    if (quoted) {
      if (char === '"' && text[at + 1] === '"') at++
      else if (char === '"') quoted = false
      continue
    }
    if (char === '\n' || char === '\r') {
      if (!blank) counts.push(fields)
      ;[fields, fieldStart, blank] = [1, true, true]
      continue
    }
    if (char === '"' && fieldStart) quoted = true
    fieldStart = char === delimiter
    blank = false
    if (char === delimiter) fields++
  }
  if (complete && !blank && counts.length < RECORDS) counts.push(fields)
  return counts
}

/** The commonest count above 1, and the share of the records that have it. */
function consistency(counts: readonly number[]): { fields: number; share: number } {
  const seen = new Map<number, number>()
  for (const count of counts) if (count > 1) seen.set(count, (seen.get(count) ?? 0) + 1)
  let best = { fields: 1, share: 0 }
  for (const [fields, times] of seen) {
    const share = times / counts.length
    if (share > best.share || (share === best.share && fields > best.fields)) best = { fields, share }
  }
  return best
}

/**
 * The delimiter of a text, from its first records: the one that cuts most of them into the same number of fields,
 * the larger number where two are as regular. A first line "sep=;" says it. A text of one column has a comma.
 * `complete`: the text is the whole file, so that its last record is not cut.
 */
export function sniffedDelimiter(text: string, complete: boolean): Delimiter {
  const said = /^sep=([^"\p{Cc}]|\t)\r?(?:\n|$)/iu.exec(text)
  if (said?.[1]) return said[1]
  let best: { delimiter: Delimiter; fields: number; share: number } = { delimiter: ',', fields: 1, share: 0 }
  for (const delimiter of DELIMITERS) {
    const found = consistency(fieldCounts(text, delimiter, complete))
    if (found.share > best.share || (found.share === best.share && found.fields > best.fields))
      best = { delimiter, ...found }
  }
  return best.delimiter
}
