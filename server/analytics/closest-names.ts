const LEGAL = /\b(inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|plc|gmbh|ag|sa|bv|pty|group|the)\b/g

/** A name without case, punctuation, accents and legal forms: only for finding what somebody may have meant. */
function looseName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  const short = plain.replace(LEGAL, ' ').replace(/ +/g, ' ').trim()
  return short === '' ? plain : short
}

/** How alike two texts are, 0 to 1: the Sørensen–Dice coefficient of their letter pairs. */
function likeness(a: string, b: string): number {
  if (a === b) return 1
  const pairs = pairCounts(a)
  let common = 0
  for (const [pair, count] of pairCounts(b)) common += Math.min(count, pairs.get(pair) ?? 0)
  const total = Math.max(1, a.length + 1 + (b.length + 1))
  return (2 * common) / total
}

function pairCounts(text: string): Map<string, number> {
  const padded = ` ${text} `
  const counts = new Map<string, number>()
  for (let i = 0; i + 1 < padded.length; i++) {
    const pair = padded.slice(i, i + 2)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts
}

/** Up to `count` of the names that could be meant by `name`, the likest first; none where nothing comes near. */
export function closestNames(name: string, names: Iterable<string>, count = 3): string[] {
  const wanted = looseName(name)
  const scored: { name: string; score: number }[] = []
  for (const candidate of names) {
    const loose = looseName(candidate)
    const contained = wanted.length > 2 && (loose.startsWith(wanted) || wanted.startsWith(loose)) && loose !== ''
    const score = Math.max(likeness(wanted, loose), contained ? 0.8 : 0)
    if (score >= 0.5) scored.push({ name: candidate, score })
  }
  scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
  return scored.slice(0, count).map(({ name }) => name)
}
