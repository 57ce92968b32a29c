import { coefficients } from './coefficients.ts'
import { type Feature, features, type SignalKey, signalKeys } from './features.ts'
import { signalLabel, signalText, signalValue } from './signal-text.ts'
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
  /** The signal of each term, as a position among the keys. */
  readonly signals: readonly number[]
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
    signals: terms.map(({ feature }) => signalKeys.indexOf(feature.signal!)),
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

/** Writes some of an estimate as JSON, always the same of it; undefined: it cannot. */
type EstimateWriter = (estimate: ConfidenceEstimate) => string | undefined

class Estimate implements ConfidenceEstimate {
  readonly score: number
  readonly level: ConfidenceLevel
  readonly base: number
  readonly #signals: ConfidenceSignals
  /** By how much all signals change the logit, and each of them. */
  readonly #change: number
  readonly #changes: readonly number[]
  #effects: readonly SignalEffect[] | null = null
  #writer: EstimateWriter | null = null
  #text = ''

  constructor(signals: ConfidenceSignals) {
    const { kinds, terms, signals: positions, best } = models[signals.family]
    let [base, change] = [best, 0]
    for (const { weight, feature } of kinds) base += weight * feature.of(signals)
    const changes = new Array<number>(signalKeys.length).fill(0)
    for (let index = 0; index < terms.length; index++) {
      const { weight, feature } = terms[index]!
      const part = weight * (feature.of(signals) - feature.best)
      change += part
      changes[positions[index]!]! += part
    }
    this.base = logistic(base)
    this.score = signals.known ? logistic(base + change) : 0
    this.level = confidenceLevel(this.score)
    this.#signals = signals
    this.#change = change
    this.#changes = changes
  }

  get signals(): readonly SignalEffect[] {
    this.#effects ??= this.#signals.known ? this.#allEffects() : [unknown(this.#signals, this.base)]
    return this.#effects
  }

  #allEffects(): SignalEffect[] {
    // The mean slope of the logistic curve between base and score; its derivative where they are the same.
    const slope = Math.abs(this.#change) < 1e-9 ? this.base * (1 - this.base) : (this.score - this.base) / this.#change
    const effects: SignalEffect[] = []
    for (let index = 0; index < signalKeys.length; index++) {
      const key = signalKeys[index]!
      const value = signalValue(key, this.#signals)
      if (value === null) continue
      const effect = new KnownSignal(key, value, slope * this.#changes[index]!, this.#signals)
      // The largest first, equal ones as they come: for a dozen this is several times as fast as sorting.
      let at = effects.length
      for (; at > 0 && Math.abs(effects[at - 1]!.effect) < Math.abs(effect.effect); at--) effects[at] = effects[at - 1]!
      effects[at] = effect
    }
    return effects
  }

  /**
   * Its text as a writer writes it, the last one kept: an estimate never changes, and stays with the sums of its table.
   * They are two thirds of the text of a page that shows them.
   */
  jsonTextBy(write: EstimateWriter): string | undefined {
    if (this.#writer === write) return this.#text
    const text = write(this)
    if (text !== undefined) [this.#writer, this.#text] = [write, text]
    return text
  }

  toJSON(): ConfidenceEstimate {
    const { score, level, base, signals } = this
    return { score, level, base, signals }
  }
}

/** Its words are made when they are read: a table has a dozen for each value, and few are. */
class KnownSignal implements SignalEffect {
  readonly key: SignalKey
  readonly value: number
  readonly effect: number
  readonly #signals: ConfidenceSignals

  constructor(key: SignalKey, value: number, effect: number, signals: ConfidenceSignals) {
    this.key = key
    this.value = value
    this.effect = effect
    this.#signals = signals
  }

  get label(): string {
    return signalLabel(this.key)
  }
  get text(): string {
    return signalText(this.key, this.value, this.#signals)
  }

  toJSON(): SignalEffect {
    const { key, label, value, effect, text } = this
    return { key, label, value, effect, text }
  }
}

const unknown = (signals: ConfidenceSignals, base: number): SignalEffect => ({
  key: 'known',
  label: 'Value',
  value: 0,
  effect: -base,
  text: signals.rows === 0 ? 'There is no value, and no row it could come from' : 'There is no value to be near to',
})
