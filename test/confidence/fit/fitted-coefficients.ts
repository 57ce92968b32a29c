import type { Coefficients } from '../../../server/analytics/confidence/coefficients-record.ts'
import { features } from '../../../server/analytics/confidence/features.ts'
import { type ConfidenceFamily, confidenceFamilies } from '../../../server/analytics/confidence/signals.ts'
import { type HistorySet, histories } from '../simulate/histories.ts'
import type { Sample } from '../simulate/observe.ts'
import { fittedShapes } from '../simulate/shapes.ts'
import { logisticRegression } from './logistic-regression.ts'

/** Weighed against the number of samples of a family this is little; it keeps features apart that say the same. */
const PENALTY = 5
const PLACES = 6

/** Simulates the histories of a set and fits the model of every family to them. */
export function fittedCoefficients(
  set: HistorySet,
  { version, date }: { version: number; date: string },
): Coefficients {
  const samples = histories(set)
  return {
    version,
    date,
    fittedOn: {
      shapes: fittedShapes.map(shape => shape.name),
      firstSeed: set.firstSeed,
      organizationsPerShape: set.perShape,
      samples: samples.length,
    },
    penalty: PENALTY,
    features: features.map(feature => feature.key),
    families: Object.fromEntries(
      confidenceFamilies.map(family => [family, fitted(samples.filter(({ signals }) => signals.family === family))]),
    ) as Record<ConfidenceFamily, ReturnType<typeof fitted>>,
  }
}

function fitted(samples: readonly Sample[]) {
  const width = features.length
  const values = new Float64Array(samples.length * width)
  for (const [row, { signals }] of samples.entries())
    for (const [column, feature] of features.entries()) values[row * width + column] = feature.of(signals)
  const { intercept, weights } = logisticRegression(
    { width, features: values, outcomes: Uint8Array.from(samples, ({ near }) => Number(near)) },
    { penalty: PENALTY, signs: features.map(feature => feature.sign) },
  )
  const rounded = (value: number) => Number(value.toFixed(PLACES)) + 0
  return { intercept: rounded(intercept), weights: weights.map(rounded) }
}
