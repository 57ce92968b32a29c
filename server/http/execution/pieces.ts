import { isPromise, type Later, type Written } from './run.ts'

/**
 * Puts text together out of pieces that are there and pieces that come; rejected as soon as one of them is. It takes as
 * many ticks as Promise.all: which of two failures that meet is told first depends on that.
 */
export function joined(pieces: readonly Later<Written>[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const found: Written[] = []
    let missing = 0
    for (const [index, piece] of pieces.entries()) {
      if (!isPromise(piece)) {
        found[index] = piece
        continue
      }
      missing++
      piece.then(text => {
        found[index] = text
        if (--missing > 0) return
        let whole = ''
        for (const each of found) whole += `${each}`
        resolve(whole)
      }, reject)
    }
  })
}

/** Nobody waits for these any more: that one of them fails is no failure that nobody saw. */
export function abandon(values: readonly unknown[]): void {
  for (const value of values) if (isPromise(value)) value.then(undefined, () => undefined)
}
