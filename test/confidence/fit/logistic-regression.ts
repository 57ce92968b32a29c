/** Rows of features, one flat array: row × width + column. `outcomes` are 0 or 1. */
export interface Observations {
  readonly width: number
  readonly features: Float64Array
  readonly outcomes: Uint8Array
}

export interface LogisticModel {
  readonly intercept: number
  readonly weights: readonly number[]
}

export interface FittingOptions {
  /** Strength of the L2 penalty on weights of standardized features; the intercept is free. */
  readonly penalty: number
  /** By column: −1 the weight may not be above 0, 1 not below, 0 either. */
  readonly signs: readonly (-1 | 0 | 1)[]
}

const STEPS = 60
const PRECISION = 1e-9

/**
 * Logistic regression by maximum penalized likelihood: Newton's method (iteratively reweighted least squares) on
 * standardized features, halving steps that do not improve. Weights of a forbidden sign are held at 0, the worst first,
 * until none is left (an active set). A constant column gets weight 0.
 *
 * Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd ed., 4.4.1 and 3.4.1.
 * Throws for features that are not finite.
 */
export function logisticRegression(
  { width, features, outcomes }: Observations,
  { penalty, signs }: FittingOptions,
): LogisticModel {
  const { means, scales } = moments(features, width)
  const rows = outcomes.length
  const design = new Float64Array(rows * (width + 1))
  for (let row = 0; row < rows; row++) {
    design[row * (width + 1)] = 1
    for (let column = 0; column < width; column++)
      design[row * (width + 1) + column + 1] = (features[row * width + column]! - means[column]!) / scales[column]!
  }
  let active = scales.flatMap((scale, column) => (scale === Number.POSITIVE_INFINITY ? [] : [column]))
  for (;;) {
    const fitted = newton(design, outcomes, { width, active, penalty })
    const wrong = active.map((column, index) => ({ column, excess: -signs[column]! * fitted[index + 1]! }))
    const worst = wrong.reduce((most, one) => (one.excess > most.excess ? one : most), { column: -1, excess: 0 })
    if (worst.column >= 0) {
      active = active.filter(column => column !== worst.column)
      continue
    }
    const weights = Array.from({ length: width }, () => 0)
    let intercept = fitted[0]!
    for (const [index, column] of active.entries()) {
      weights[column] = fitted[index + 1]! / scales[column]!
      intercept -= weights[column] * means[column]!
    }
    return { intercept, weights }
  }
}

/** Mean and standard deviation of each column; a constant one has an infinite scale and so no say. */
function moments(features: Float64Array, width: number): { means: number[]; scales: number[] } {
  const rows = features.length / width
  const means: number[] = []
  const scales: number[] = []
  for (let column = 0; column < width; column++) {
    let [sum, squares] = [0, 0]
    for (let row = 0; row < rows; row++) sum += features[row * width + column]!
    const mean = sum / rows
    for (let row = 0; row < rows; row++) squares += (features[row * width + column]! - mean) ** 2
    if (!Number.isFinite(squares)) throw new Error(`Fitting: column ${column} holds a number that is not finite`)
    means.push(mean)
    scales.push(squares > 0 ? Math.sqrt(squares / rows) : Number.POSITIVE_INFINITY)
  }
  return { means, scales }
}

interface Problem {
  readonly width: number
  readonly active: readonly number[]
  readonly penalty: number
}

/** The intercept and the weights of the active columns. */
function newton(design: Float64Array, outcomes: Uint8Array, { width, active, penalty }: Problem): number[] {
  const columns = [0, ...active.map(column => column + 1)]
  const size = columns.length
  let weights = Array.from({ length: size }, () => 0)
  const stride = width + 1
  const logitOf = (row: number, by: readonly number[]) => {
    let sum = 0
    for (let index = 0; index < size; index++) sum += by[index]! * design[row * stride + columns[index]!]!
    return sum
  }
  const loss = (by: readonly number[]) => {
    let sum = by.reduce((all, weight, index) => all + (index > 0 ? (penalty / 2) * weight * weight : 0), 0)
    for (let row = 0; row < outcomes.length; row++) {
      const logit = logitOf(row, by)
      sum += Math.max(logit, 0) - logit * outcomes[row]! + Math.log1p(Math.exp(-Math.abs(logit)))
    }
    return sum
  }
  let current = loss(weights)
  for (let step = 0; step < STEPS; step++) {
    const gradient = Array.from({ length: size }, (_, index) => (index > 0 ? penalty * weights[index]! : 0))
    const hessian = Array.from({ length: size }, (_, index) => {
      const line = new Float64Array(size)
      line[index] = index > 0 ? penalty : 1e-9
      return line
    })
    for (let row = 0; row < outcomes.length; row++) {
      const probability = 1 / (1 + Math.exp(-logitOf(row, weights)))
      const error = probability - outcomes[row]!
      const curvature = probability * (1 - probability)
      for (let a = 0; a < size; a++) {
        const left = design[row * stride + columns[a]!]!
        gradient[a]! += error * left
        const line = hessian[a]!
        for (let b = 0; b <= a; b++) line[b]! += curvature * left * design[row * stride + columns[b]!]!
      }
    }
    const direction = solved(hessian, gradient)
    let length = 1
    let next = weights
    let better = current
    for (; length > 1e-6; length /= 2) {
      next = weights.map((weight, index) => weight - length * direction[index]!)
      better = loss(next)
      if (better <= current) break
    }
    if (!(better <= current)) return weights
    const gain = current - better
    weights = next
    current = better
    if (gain <= PRECISION * outcomes.length) return weights
  }
  return weights
}

/** Solves a symmetric positive definite system by Cholesky's method; only the lower half is read. */
function solved(matrix: readonly Float64Array[], right: readonly number[]): number[] {
  const size = right.length
  const lower = matrix.map(line => Float64Array.from(line))
  for (let column = 0; column < size; column++)
    for (let row = column; row < size; row++) {
      let sum = lower[row]![column]!
      for (let k = 0; k < column; k++) sum -= lower[row]![k]! * lower[column]![k]!
      lower[row]![column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[column]![column]!
    }
  const middle: number[] = []
  for (let row = 0; row < size; row++) {
    let sum = right[row]!
    for (let k = 0; k < row; k++) sum -= lower[row]![k]! * middle[k]!
    middle.push(sum / lower[row]![row]!)
  }
  const result = Array.from({ length: size }, () => 0)
  for (let row = size - 1; row >= 0; row--) {
    let sum = middle[row]!
    for (let k = row + 1; k < size; k++) sum -= lower[k]![row]! * result[k]!
    result[row] = sum / lower[row]![row]!
  }
  return result
}
