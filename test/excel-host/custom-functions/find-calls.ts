/** A call of a custom function in a formula. */
export interface FoundCall {
  /** Of the function, in capitals, without the namespace. */
  readonly name: string
  /** Where it stands in the formula. */
  readonly start: number
  readonly end: number
  readonly args: readonly FoundArgument[]
}

export interface FoundArgument {
  readonly start: number
  readonly end: number
}

/**
 * The outermost calls of a namespace in a formula, in its order. Texts, quoted sheet names, nested parentheses and array
 * constants are respected; calls inside of arguments are found by looking at the arguments again.
 */
export function findCalls(formula: string, namespace: string): FoundCall[] {
  const head = new RegExp(`(?<![\\w.!'])${namespace}\\.([A-Z][\\w.]*)\\(`, 'giy')
  const calls: FoundCall[] = []
  for (let at = 0; at < formula.length; ) {
    const quoted = pastQuotes(formula, at)
    if (quoted > at) {
      at = quoted
      continue
    }
    head.lastIndex = at
    const match = head.exec(formula)
    const read = match && readArguments(formula, at + match[0].length)
    if (match && read) {
      calls.push({ name: match[1]?.toUpperCase() ?? '', start: at, end: read.end, args: read.args })
      at = read.end
    } else at++
  }
  return calls
}

/** Arguments from behind the opening parenthesis on; null: it is never closed. */
function readArguments(formula: string, from: number): { args: FoundArgument[]; end: number } | null {
  const args: FoundArgument[] = []
  let start = from
  for (let at = from, depth = 1; at < formula.length; at++) {
    const quoted = pastQuotes(formula, at)
    if (quoted > at) {
      at = quoted - 1
      continue
    }
    const char = formula[at]
    if (char === '(' || char === '{') depth++
    else if (char === ')' || char === '}') depth--
    if (depth === 0 || (char === ',' && depth === 1)) {
      args.push({ start, end: at })
      start = at + 1
    }
    if (depth === 0) {
      const none = args.length === 1 && formula.slice(from, at).trim() === ''
      return { args: none ? [] : args, end: at + 1 }
    }
  }
  return null
}

/** The place behind a text or quoted sheet name that begins here; the place itself where none does. */
function pastQuotes(formula: string, at: number): number {
  const quote = formula[at]
  if (quote !== '"' && quote !== "'") return at
  for (let next = at + 1; next < formula.length; next++) {
    if (formula[next] !== quote) continue
    // Doubled, it stands for itself.
    if (formula[next + 1] !== quote) return next + 1
    next++
  }
  return formula.length
}
