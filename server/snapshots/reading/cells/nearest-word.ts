/** Edits (insert, delete, replace, swap neighbours) that turn one word into the other (Damerau, Levenshtein). */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      current.push(best)
    }
    ;[before, previous] = [previous, current]
  }
  return previous[b.length] ?? 0
}

/** The closest of the words, where it is close: at most a third of its letters differ. Null: none is. */
export function nearestWord(word: string, words: Iterable<string>): string | null {
  if (word.length > 40) return null
  let best: { word: string; distance: number } | null = null
  for (const candidate of words) {
    const distance = editDistance(word, candidate)
    if (distance * 3 <= Math.max(word.length, candidate.length) && (best === null || distance < best.distance))
      best = { word: candidate, distance }
  }
  return best?.word ?? null
}
