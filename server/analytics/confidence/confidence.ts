import { coefficients } from './coefficients.ts'
import { type Feature, features, type SignalKey, signalKeys } from './features.ts'
import { signalText } from './signal-text.ts'
import { type ConfidenceFamily, type ConfidenceSignals, confidenceFamilies } from './signals.ts'

export type ConfidenceLevel = 'HIGH' | 'MEDIUM' | 'LOW' | 'AMBIGUOUS'

/** One signal of a value: what it says, and what that does to the score. */
export interface SignalEffect {
  readonly key: SignalKey | 'known'
  readonly label: string
  /** The signal in its own unit: a share 0 to 1, or a number of rows. */
  readonly value: number
  /** A difference of probabilities; base + Σ effects = score. */
  readonly effect: number
  readonly text: string
}

export interface ConfidenceEstimate {
  /** 0 to 1: how likely the value stays within 5 % (percentages: 2 points) once all rows have arrived. */
  readonly score: number
  readonly level: ConfidenceLevel
  /** The score of such a value where nothing is wrong. */
  readonly base: number
  /** The largest effect first. Signals that are not known have none and are left out. */
  readonly signals: readonly SignalEffect[]
}

interface Term {
  readonly weight: number
  readonly feature: Feature
}

/** A family's model: what tells kinds of values apart, what counts, and the logit where nothing is wrong. */
interface Model {
  readonly kinds: readonly Term[]
  readonly terms: readonly Term[]
  readonly best: number
}

function model(family: ConfidenceFamily): Model {
  const { intercept, weights } = coefficients.families[family]
  const used = features.flatMap((feature, index) =>
    weights[index] === 0 ? [] : [{ weight: weights[index]!, feature }],
  )
  const terms = used.filter(({ feature }) => feature.signal !== null)
  return {
    kinds: used.filter(({ feature }) => feature.signal === null),
    terms,
    best: terms.reduce((sum, { weight, feature }) => sum + weight * feature.best, intercept),
  }
}

const models = Object.fromEntries(confidenceFamilies.map(family => [family, model(family)])) as Readonly<
  Record<ConfidenceFamily, Model>
>

const logistic = (logit: number): number => 1 / (1 + Math.exp(-logit))

export const confidenceLevel = (score: number): ConfidenceLevel =>
  score >= 0.9 ? 'HIGH' : score >= 0.7 ? 'MEDIUM' : score >= 0.5 ? 'LOW' : 'AMBIGUOUS'

/**
 * How likely a value stays within 5 % of what is shown, 2 points for percentages, once all late and corrected rows
 * have arrived: a logistic regression by family, with coefficients as data.
 *
 * A value that is not there scores 0, as nothing can be near it. The effects are Aumann–Shapley values of the score
 * on the straight way from where nothing is wrong to where things are: each signal's share of the logit's change, times
 * the mean slope. They add up to score − base whatever the order, and a signal where nothing is wrong has effect 0.
 * Texts are made when they are read.
 *
 * Source: Aumann and Shapley, Values of Non-Atomic Games, 1974; Sundararajan et al., Axiomatic Attribution, 2017.
 */
export function confidence(signals: ConfidenceSignals): ConfidenceEstimate {
  return new Estimate(signals)
}

class Estimate implements ConfidenceEstimate {
  readonly score: number
  readonly level: ConfidenceLevel
  readonly base: number
  readonly #signals: ConfidenceSignals
  readonly #change: number
  #effects: readonly SignalEffect[] | null = null

  constructor(signals: ConfidenceSignals) {
    const { kinds, terms, best } = models[signals.family]
    let [base, change] = [best, 0]
    for (const { weight, feature } of kinds) base += weight * feature.of(signals)
    for (const { weight, feature } of terms) change += weight * (feature.of(signals) - feature.best)
    this.base = logistic(base)
    this.score = signals.known ? logistic(base + change) : 0
    this.level = confidenceLevel(this.score)
    this.#signals = signals
    this.#change = change
  }

  get signals(): readonly SignalEffect[] {
    this.#effects ??= this.#signals.known ? this.#allEffects() : [unknown(this.#signals, this.base)]
    return this.#effects
  }

  #allEffects(): SignalEffect[] {
    // The mean slope of the logistic curve between base and score; its derivative where they are the same.
    const slope = Math.abs(this.#change) < 1e-9 ? this.base * (1 - this.base) : (this.score - this.base) / this.#change
    const changes = new Map<SignalKey | null, number>()
    for (const { weight, feature } of models[this.#signals.family].terms)
      changes.set(
        feature.signal,
        (changes.get(feature.signal) ?? 0) + weight * (feature.of(this.#signals) - feature.best),
      )
    return signalKeys
      .flatMap(key => {
        const said = signalText(key, this.#signals)
        return said ? [{ key, ...said, effect: slope * (changes.get(key) ?? 0) }] : []
      })
      .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  }

  toJSON(): ConfidenceEstimate {
    const { score, level, base, signals } = this
    return { score, level, base, signals }
  }
}

const unknown = (signals: ConfidenceSignals, base: number): SignalEffect => ({
  key: 'known',
  label: 'Value',
  value: 0,
  effect: -base,
  text: signals.rows === 0 ? 'There is no value, and no row it could come from' : 'There is no value to be near to',
})
