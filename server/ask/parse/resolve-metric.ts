import type { MetricRule } from '../lexicon/lexicon.ts'

/** Words of a metric that stand in one place, as concepts. */
export interface ConceptWord {
  readonly strong: readonly string[]
  readonly weak: readonly string[]
}

export interface ResolvedMetric {
  readonly key: string
  readonly score: number
}

/**
 * The metrics that a run of words can mean, the likeliest ones (several only where they tie). Every strong concept must
 * be in the metric's rule; what the rule wants besides must come from weak words or from what surrounds them.
 */
export function resolveMetric(
  run: readonly ConceptWord[],
  surrounding: ReadonlySet<string>,
  rules: readonly MetricRule[],
): ResolvedMetric[] {
  const strong = new Set(run.flatMap(word => word.strong))
  const weak = new Set(run.flatMap(word => word.weak))
  const own = [...strong].find(concept => concept.startsWith('='))
  if (own) return strong.size === 1 ? [{ key: own.slice(1), score: 1 }] : []
  let best: ResolvedMetric[] = []
  let top = 0
  for (const { key, concepts } of rules) {
    if ([...strong].some(concept => !concepts.has(concept))) continue
    let score = strong.size
    let carried = strong.size > 0
    let fits = true
    for (const concept of concepts) {
      if (strong.has(concept)) continue
      if (weak.has(concept)) {
        score += 0.9
        carried ||= !quiet.has(concept)
      } else if (surrounding.has(concept)) score += units.has(concept) ? 0.2 : 0.05
      else fits = false
    }
    if (!fits || !carried) continue
    if (score > top + 1e-9) {
      best = []
      top = score
    }
    if (score > top - 1e-9 && !best.some(found => found.key === key)) best.push({ key, score })
  }
  return best
}

/** What the unit of a threshold says of the metric weighs more than what names around it do. */
const units = new Set(['PCT', 'MONEY'])

/** Weak concepts that name no metric by themselves. */
const quiet = new Set(['LABOR', 'LICENSE', 'MONEY', 'PCT', 'USED', 'PAID', 'COUNT', 'PURCHASED', 'VAGUE'])
